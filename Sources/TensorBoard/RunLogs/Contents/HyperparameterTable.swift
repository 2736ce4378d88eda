import TrainingLoop

extension TensorBoardContent {
  /// The hyperparameters of the run: its row in the table of runs, the page “HParams”, beside which loss and metrics stand.
  ///
  ///     .hyperparameters(["batchSize": 128, "augmentation": true])
  ///
  /// `optimizer`, `learningRate`, the first one, and `epochs` are there by themselves.
  public static func hyperparameters(_ values: [String: HyperparameterValue] = [:]) -> TensorBoardContent {
    TensorBoardContent(recorder: HyperparameterTable(values: values))
  }
}

private struct HyperparameterTable: RunRecorder {
  let values: [String: HyperparameterValue]

  func record<L: TrainingLoopProtocol>(_ loop: inout L, _ event: TrainingLoopEvent, to run: RunLog) throws {
    if event == .fitEnd { return try run.writer("").finishSession() }
    guard event == .fitStart, run.isNew else { return }
    let known: [String: HyperparameterValue] = [
      "optimizer": .text(String("\(L.Opt.self)".prefix { $0 != "<" })), "learningRate": .number(Double(loop.learningRate)),
      "epochs": .number(Double(loop.epochCount)),
    ]
    try run.writer("").hyperparameters(known.merging(values) { _, own in own })
  }
}
