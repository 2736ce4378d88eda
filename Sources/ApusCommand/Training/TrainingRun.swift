import TrainingLoop

/// A training that a command describes: executed, or executed once more in part.
protocol TrainingRun {
  func train() throws
  func verify(steps: Int?) throws -> RunVerification
}
