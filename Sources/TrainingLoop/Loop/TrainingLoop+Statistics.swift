extension TrainingLoop {
  /// Notes what the program of a step computes for the statistics.
  ///
  /// - Parameter hasRateFactor: whether the row ends with what a schedule makes of the learning rate.
  mutating func noteStatistics(_ row: Tensor<Float>, hasRateFactor: Bool) {
    run.ledger.append(
      .init(
        row: row, batchIndex: batchIndex, stepIndex: stepIndex, learningRate: optimizer.learningRate, hasRateFactor: hasRateFactor))
  }

  /// Reads what is there, if that is due: all but the step that was launched last, for which the host would have to wait.
  mutating func readStatisticsIfDue() throws {
    let isWanted = run.observers.wantsStatisticsDuringPhases || !callbacks.isEmpty
    let isDue = isWanted && ContinuousClock.now - run.lastRead >= statisticsInterval
    if isDue || run.ledger.pending.count >= StatisticsLedger.capacity { try readStatistics(keepingLast: true) }
  }

  /// Waits for the steps that were launched and takes down their statistics.
  mutating func readStatistics(keepingLast: Bool = false) throws {
    let rows = try run.ledger.read(keepingLast: keepingLast)
    run.lastRead = .now
    for row in rows {
      let statistics = TrainingStatistics(names: accumulator.names, values: row.statistics)
      run.statistics = statistics
      guard run.phase == .training else { continue }
      let step = History.Step(
        epoch: epochIndex, batch: row.entry.batchIndex, index: row.entry.stepIndex, loss: row.loss, learningRate: row.learningRate,
        statistics: statistics)
      history.steps.append(step)
      if !run.observers.isEmpty { run.newSteps.append(step) }
    }
  }

  /// Loss and metrics of the phase that ends.
  mutating func finalStatistics() throws -> TrainingStatistics {
    try readStatistics()
    if let statistics = run.statistics { return statistics }
    // The phase was continued after its last batch, or no batch of it was measured.
    if run.phase == .training, let last = history.steps.last, last.epoch == epochIndex { return last.statistics }
    return try statistics()
  }

  mutating func notifyObservers(_ event: TrainingLoopEvent) {
    if run.observers.isEmpty { return }
    let snapshot = TrainingSnapshot(
      event: event, phase: run.phase, epochCount: epochCount, epochIndex: epochIndex, batchCount: batchCount, batchIndex: batchIndex,
      stepIndex: stepIndex, sampleCount: run.sampleCount, learningRate: optimizer.learningRate, statistics: run.statistics,
      steps: run.newSteps, epochs: history.epochs, times: run.clock.times, memory: memoryPlan)
    run.newSteps.removeAll()
    run.observers.observe(snapshot)
  }
}
