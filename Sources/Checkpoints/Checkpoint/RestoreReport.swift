/// What of a module a checkpoint had, and what of the checkpoint the module has no place for.
public struct RestoreReport: Hashable, Sendable {
  public let path: String
  /// The paths of the tensors that were replaced.
  public internal(set) var restored: [String] = []
  /// Tensors of the module that the checkpoint lacks: they keep what they had.
  public internal(set) var missing: [String] = []
  /// Keys of the checkpoint that the module lacks.
  public internal(set) var leftOver: [String] = []

  init(path: String) { self.path = path }

  public var isComplete: Bool { missing.isEmpty && leftOver.isEmpty }

  /// Makes an error of what is missing or left over, as `assert_consumed` does.
  public func requireComplete() throws(WeightsError) {
    if isComplete { return }
    var error = WeightsError(path: path)
    (error.missing, error.leftOver) = (missing, leftOver)
    throw error
  }
}
