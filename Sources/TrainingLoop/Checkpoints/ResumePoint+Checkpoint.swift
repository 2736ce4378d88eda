import Checkpoints

extension ResumePoint {
  private static let (position, metrics) = ("run/position", "run/metrics")

  func add(to checkpoint: inout Checkpoint) throws {
    try checkpoint.add([position.epoch, position.batch, position.step].map(Int64.init), as: Self.position)
    try checkpoint.add(metrics, as: Self.metrics)
    try state.add(to: &checkpoint)
    try history.add(to: &checkpoint)
  }

  /// - Parameter names: of loss and metrics.
  init(_ saved: SavedCheckpoint, names: [String]) throws {
    let place = try saved.numbers(Self.position, of: Int64.self).map(Int.init)
    guard place.count == 3, place.allSatisfy({ $0 >= 0 }) else { throw saved.malformed(Self.position) }
    self.init(
      position: TrainingPosition(epoch: place[0], batch: place[1], step: place[2]), state: try TrainingState(saved),
      metrics: try saved.tensors(Self.metrics), history: try History(saved, names: names))
  }
}
