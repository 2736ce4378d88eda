import TrainingLoop

extension TensorBoardContent {
  /// The table of the model's layers, as `summary(input:)` makes it for the first batch, under `model`.
  public static var summary: TensorBoardContent { TensorBoardContent(recorder: SummaryText()) }
}

private struct SummaryText: RunRecorder {
  func record<L: TrainingLoopProtocol>(_ loop: inout L, _ event: TrainingLoopEvent, to run: RunLog) throws {
    guard isFirstBatch(loop, event, run), let input = loop.lastStepInput else { return }
    let lines = try loop.model.summary(input: input).lines
    // Indented lines are code in Markdown: their columns stay below one another.
    try run.writer("train").text("model", lines.map { "    " + $0 }.joined(separator: "\n"), step: 0)
  }
}
