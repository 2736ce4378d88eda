import Checkpoints

extension TrainingLoop {
  /// Sends an event after which a run can be continued, and saves a checkpoint if one is due or the run ends here.
  mutating func sendAndSave(_ event: TrainingLoopEvent) throws {
    do { try send(event) } catch let action as TrainingLoopAction {
      if action == .cancelFit { state.end(runOf: epochCount) }
      // The other actions lead elsewhere than to the next batch.
      if action == .cancelFit || action == .cancelBatch { try save(after: event, isLast: action == .cancelFit) }
      throw action
    }
    try save(after: event, isLast: event == .epochEnd && epochIndex == epochCount - 1)
  }

  private mutating func save(after event: TrainingLoopEvent, isLast: Bool) throws {
    guard event == .epochEnd || run.phase == .training else { return }
    let comparison = run.comparison
    try comparison?.compare(&self, after: event)
    guard let writer = run.checkpoints else { return }
    run.unsaved = nil
    let step = event == .batchEnd ? stepIndex + 1 : stepIndex
    let value = event == .epochEnd ? try writer.quantity.flatMap { try history.value(of: $0, ofEpoch: epochIndex) } : nil
    func measured() throws -> MeasuredCheckpoint {
      let checkpoint = try checkpoint(after: event)  // which reads the last steps
      let files = try StepFiles.pending(history.steps, from: writer.stepFileCount, length: stepsPerFile)
      return MeasuredCheckpoint(checkpoint: checkpoint, stepFiles: files, step: step, value: value)
    }
    let isDue = writer.schedule.isDue(after: event, stepCount: step)
    if isDue || isLast || value.map(writer.isAmongBest) ?? false {
      try writer.save(measured())
    } else if event == .batchEnd, batchIndex == batchCount - 1 {
      run.unsaved = try measured()
    }
  }

  /// Brings everything to disk; a run that ended during a validation goes on before it.
  mutating func finishCheckpoints() throws {
    guard let writer = run.checkpoints else { return }
    if let unsaved = run.unsaved { try writer.save(unsaved) }
    run.unsaved = nil
    try writer.finish()
  }
}
