/// What a training loop keeps while `fit` runs, beside what callbacks see.
struct RunState {
  let start = ContinuousClock.now
  var observers = ObserverList()
  /// The current phase, and where its time goes.
  var phase: TrainingPhase?
  var clock = TrainingClock()
  /// The samples of the current phase that are done.
  var sampleCount = 0
  /// Whether the metrics of the current phase are known to fit the model.
  var areMetricsChecked = false

  var ledger = StatisticsLedger()
  /// When the ledger was read last.
  var lastRead = ContinuousClock.now
  /// Loss and metrics of the current phase as last read.
  var statistics: TrainingStatistics?
  /// The steps that observers have not been told of.
  var newSteps: [History.Step] = []

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
