import Checkpoints

extension History {
  private static let (names, steps, epochs) = ("run/history/names", "run/history/steps", "run/history/epochs")

  /// - Parameters:
  ///   - names: of loss and metrics.
  ///   - stepsPerFile: so many steps are in a file of their own.
  func add(to checkpoint: inout Checkpoint, names: [String], stepsPerFile: Int) throws {
    checkpoint.add(texts: names, as: Self.names)
    try StepFiles.add(countOf: steps, length: stepsPerFile, to: &checkpoint).add(to: &checkpoint, as: Self.steps)
    try epochs.add(to: &checkpoint, as: Self.epochs)
  }

  init(_ saved: SavedCheckpoint) throws {
    self.init()
    let names = try saved.texts(Self.names)
    steps = try StepFiles.steps(saved, names: names) + [Step](saved, from: Self.steps, names: names)
    epochs = try Self.savedEpochs(saved)
  }

  /// The epochs alone, without the many steps.
  static func savedEpochs(_ saved: SavedCheckpoint) throws -> [Epoch] {
    try [Epoch](saved, from: Self.epochs, names: try saved.texts(Self.names))
  }
}
