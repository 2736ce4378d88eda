/// How a run stands at an event: what observers get.
public struct TrainingSnapshot: Sendable {
  public let event: TrainingLoopEvent
  /// `nil` before the first phase and between two.
  public let phase: TrainingPhase?

  /// The number of epochs of the run, and the number of the current one, from 0.
  public let epochCount: Int
  public let epochIndex: Int
  /// The number of batches of the current phase, and the number of the current one, from 0.
  public let batchCount: Int
  public let batchIndex: Int
  /// The number of training batches before the current one, over all epochs.
  public let stepIndex: Int
  /// The number of samples that the current phase has gone through.
  public let sampleCount: Int
  public let learningRate: Float

  /// Loss and metrics of the current phase as last read: those of the whole phase at its end, up to a tenth of a second old before;
  /// `nil` before the first read.
  public let statistics: TrainingStatistics?
  /// The steps whose statistics were read since the event before.
  public let steps: [History.Step]
  /// The epochs whose training is done.
  public let epochs: [History.Epoch]
  /// Where the time of the current phase went.
  public let times: TrainingTimes
  /// What the largest training step so far takes of the memory; `nil` before the first.
  public internal(set) var memory: MemoryPlan?
}

/// One of the two parts of an epoch.
public enum TrainingPhase: String, Sendable {
  case training, validation
}
