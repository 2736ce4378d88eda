import Checkpoints

/// What a training loop keeps while `fit` runs, beside what callbacks see.
struct RunState {
  let start = ContinuousClock.now
  var observers = ObserverList()
  /// The current phase, and where its time goes.
  var phase: TrainingPhase?
  var clock = TrainingClock()
  /// Where the training data stands, if that is more than the number of a batch.
  var place: DatasetState?
  /// The samples of the current phase that are done.
  var sampleCount = 0
  /// Whether the metrics of the current phase are known to fit the model.
  var areMetricsChecked = false

  var ledger = StatisticsLedger()
  /// When the ledger was read last.
  var lastRead = ContinuousClock.now
  /// Loss and metrics of the current phase as last read.
  var statistics: TrainingStatistics?
  /// Writes checkpoints; `nil` for a run without any.
  var checkpoints: CheckpointWriter?
  /// Compares the run with one that was saved; `nil` for one that is not executed once more.
  var comparison: RunComparison?
  /// The run after the last training batch of the epoch, in case it ends during the validation: what `trainingEnd` and the validation do
  /// is then done once more.
  var unsaved: MeasuredCheckpoint?

  /// Whether the first step is only planned, as `memoryPlan(for:)` does it.
  var isPlanningOnly = false
  /// The steps that observers have not been told of.
  var newSteps: [History.Step] = []

  /// The phases whose batches are made in less time than it takes to hand them over from one thread to another.
  private var quickPhases: [TrainingPhase] = []

  /// Whether the current phase's batches are worth a thread of their own.
  ///
  /// A few rows of a tensor are copied in a microsecond or two; to hand them over wakes a thread for each batch, which takes 35.
  var handsOverBatches: Bool { !quickPhases.contains { $0 == phase } }

  /// Takes down how long the batches of the current phase took to make, all of which were.
  mutating func note(secondsPerBatch seconds: Double) {
    guard let phase else { return }
    quickPhases.removeAll { $0 == phase }
    if seconds < Self.handOverSeconds { quickPhases.append(phase) }
  }

  private static let handOverSeconds = 20e-6

  mutating func begin(_ phase: TrainingPhase) {
    self.phase = phase
    clock = TrainingClock()
    sampleCount = 0
    areMetricsChecked = false
    ledger.removeAll()
    lastRead = .now
    statistics = nil
  }
}
