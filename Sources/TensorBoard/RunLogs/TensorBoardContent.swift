import TrainingLoop

/// Something that `tensorBoardStatisticsLogger` writes beside loss and metrics.
///
///     tensorBoardStatisticsLogger(including: [.gradientNorms(), .weightHistograms(everyEpochs: 2), .exampleImages(), .graph, .summary])
public struct TensorBoardContent: Sendable {
  let recorder: any RunRecorder
}

/// Writes a part of the log of a run.
protocol RunRecorder: Sendable {
  /// Called at every event, after the steps that are known were written.
  func record<L: TrainingLoopProtocol>(_ loop: inout L, _ event: TrainingLoopEvent, to run: RunLog) throws
}

extension RunRecorder {
  /// Whether the first batch of a run begins, at which a log gets what is written once. A continued run has it already.
  func isFirstBatch<L: TrainingLoopProtocol>(_ loop: L, _ event: TrainingLoopEvent, _ run: RunLog) -> Bool {
    event == .batchStart && loop.isTraining && run.isNew && loop.epochIndex == 0 && loop.batchIndex == 0
  }
}
