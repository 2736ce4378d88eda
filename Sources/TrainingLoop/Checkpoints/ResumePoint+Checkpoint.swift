import Checkpoints

extension ResumePoint {
  private static let metrics = "run/metrics"

  /// - Parameters:
  ///   - names: of loss and metrics.
  ///   - stepsPerFile: so many steps of the history are in a file of their own.
  func add(to checkpoint: inout Checkpoint, names: [String], stepsPerFile: Int) throws {
    try position.add(to: &checkpoint)
    try checkpoint.add(metrics, as: Self.metrics)
    try state.add(to: &checkpoint)
    try ingredients.add(to: &checkpoint)
    try history.add(to: &checkpoint, names: names, stepsPerFile: stepsPerFile)
    try place?.add(to: &checkpoint)
  }

  init(_ saved: SavedCheckpoint) throws {
    self.init(
      position: try TrainingPosition(saved), state: try TrainingState(saved), metrics: try saved.tensors(Self.metrics),
      history: try History(saved), ingredients: try RunIngredients(saved), place: try DatasetState.saved(saved))
  }
}

extension TrainingPosition {
  private static let name = "run/position"

  func add(to checkpoint: inout Checkpoint) throws { try checkpoint.add([epoch, batch, step].map(Int64.init), as: Self.name) }

  init(_ saved: SavedCheckpoint) throws {
    let place = try saved.numbers(Self.name, of: Int64.self).map(Int.init)
    guard place.count == 3, place.allSatisfy({ $0 >= 0 }) else { throw saved.malformed(Self.name) }
    self.init(epoch: place[0], batch: place[1], step: place[2])
  }
}
