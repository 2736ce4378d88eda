/// Where the model lies that `fit` was given, while it runs.
///
/// The loop works on the caller's own value: a second copy of the model would hold on to the parameters, whose memory the step could
/// then not reuse.
final class ModelReference<Model> {
  private var place: UnsafeMutablePointer<Model>?

  /// Runs `body` with the model in reach.
  func reaching<R>(_ model: inout Model, _ body: () throws -> R) rethrows -> R {
    try withUnsafeMutablePointer(to: &model) { pointer in
      // A callback may start another run of a copy of its loop.
      let outer = place
      place = pointer
      defer { place = outer }
      return try body()
    }
  }

  /// Valid inside of `reaching`; elsewhere there is no model, and whoever asks for it has made a mistake.
  var model: Model {
    get { reachable.pointee }
    _modify { yield &reachable.pointee }
  }

  private var reachable: UnsafeMutablePointer<Model> {
    guard let place else { Diagnosis.trap(TrainingLoopError.modelOutsideOfFit) }
    return place
  }
}
