/// Reads the batches of a phase one after the other; used by the one thread that feeds them.
final class BatchReader<Input: Sendable, Target: Sendable>: @unchecked Sendable {
  struct Element: Sendable {
    let batch: LabeledData<Input, Target>
    let sampleCount: Int
    /// Where the data stands behind the batch; `nil` where that is the number of the batch.
    let place: DatasetState?
  }

  private let batches: Batches<Input, Target>
  private let place: DatasetState?
  /// How long the batches took to make.
  private(set) var seconds = 0.0
  private var iterator: Dataset<LabeledData<Input, Target>>.Iterator?

  /// - Parameter place: where the data stood, if that was saved; without it all batches before the first one are made and thrown away,
  ///   unless they have numbers.
  init(_ batches: Batches<Input, Target>, at place: DatasetState?) { (self.batches, self.place) = (batches, place) }

  /// - Parameter index: of the batch, one more than at the call before.
  func next(_ index: Int) throws -> Element {
    let start = ContinuousClock.now
    defer { seconds += start.duration(to: .now) / .seconds(1) }
    var iterator = try self.iterator ?? place.map { try batches.dataset.makeIterator(from: $0) } ?? batches.reader(at: index)
    self.iterator = iterator
    guard let batch = try iterator.nextElement() else { throw PipelineError.wrongCount(expected: batches.count, found: index) }
    let place = batches.haveNumbers ? nil : iterator.state
    // A dataset that has more batches than it said is found out by asking for its end.
    if index == batches.count - 1 { _ = try iterator.nextElement() }
    return Element(batch: batch, sampleCount: batches.sampleCount(of: batch, at: index), place: place)
  }
}
