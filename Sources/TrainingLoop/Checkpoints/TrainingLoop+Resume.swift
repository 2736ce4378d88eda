import Checkpoints

extension TrainingLoop {
  /// Trains `model` and saves checkpoints, from which a run that was stopped or killed goes on with the same bits.
  ///
  ///     try trainingLoop.fit(&model, epochs: 12, checkpoint: .every(steps: 500), in: "run/lenet", resume: true)
  ///
  /// A checkpoint has the model, the optimizer, what callbacks remember, the sums of metrics, the history and the place in data and random
  /// numbers. It is written on another thread. There is one more at the end of the run, also where a callback ends it by
  /// `TrainingLoopAction.cancelFit` at `batchEnd` or `epochEnd`, as those that come with the library do. Logs are cut back to where a run
  /// goes on.
  ///
  /// The first checkpoint of a run must succeed, and so must the last; one in between that cannot be written is reported, and the run goes
  /// on.
  ///
  /// - Parameters:
  ///   - epochs: how often the training data is gone through, counted from the start of the first run.
  ///   - device: where the model is trained.
  ///   - schedule: when checkpoints are saved: `.every(steps: 500)`, `.everyEpoch`.
  ///   - directory: where they lie; files called `ckpt-…` and `steps-…` in it belong to the run.
  ///   - keep: how many of the newest stay.
  ///   - quantity: what tells the best epochs, whose checkpoints stay too; for them one is saved at the end of the epoch, whatever the
  ///     schedule. `CheckpointFolder.best(on:)` finds the best one.
  ///   - bestCount: how many of the best stay.
  ///   - resume: whether to go on from the newest checkpoint that is whole; without any the run starts.
  /// - Returns: loss and metrics of each step and each epoch, from the start of the first run.
  /// - Throws: as `fit` without checkpoints; `TrainingCheckpointError`; `CheckpointFolderError` if every checkpoint is damaged; the error
  ///   of a file that cannot be written.
  @discardableResult
  public mutating func fit(
    _ model: inout Model, epochs: Int, on device: Device = .default, checkpoint schedule: CheckpointSchedule, in directory: String,
    keep: Int = 3, best quantity: MonitoredQuantity? = nil, bestCount: Int = 1, resume: Bool = false
  ) throws -> History {
    let folder = CheckpointFolder(path: directory, keep: keep)
    let plan = CheckpointPlan(schedule, in: folder, best: quantity, bestCount: bestCount, isResuming: resume)
    return try fit(&model, epochs: epochs, on: device, checkpoints: plan)
  }

  @discardableResult
  package mutating func fit(_ model: inout Model, epochs: Int, on device: Device = .default, checkpoints plan: CheckpointPlan) throws
    -> History
  {
    if let quantity = plan.best { try requireMeasured(quantity) }
    let saved = try plan.newest()
    let start = try saved.map { try restore(&model, from: $0) }
    if let saved, let start {
      let (position, ending) = (start.position, start.ending(ofEpochs: epochs))
      plan.report(
        ending.map { "Apus: the run of \(saved.path) is over after step \(position.step): \($0)\n  hint  more epochs go on" }
          ?? "Apus: going on from \(saved.path), epoch \(position.epoch + 1), after step \(position.step)")
    }
    return try fit(
      &model, epochs: epochs, on: device, from: start,
      saving: CheckpointWriter(plan, goingOnFrom: start?.position, stepFileCount: saved.map(StepFiles.count) ?? 0))
  }

  /// Said before the first step, not after the first epoch.
  private func requireMeasured(_ quantity: MonitoredQuantity) throws {
    let known = metricNames + (validation == nil ? [] : metricNames.map(History.Epoch.validationName))
    if !known.contains(quantity.name) { throw TrainingLoopError.notMeasured(quantity.name, known: known) }
  }

  /// Nothing is changed by a checkpoint that does not fit.
  ///
  /// - Parameter ignored: of the run's description, what may be another.
  mutating func restore(_ model: inout Model, from saved: SavedCheckpoint, ignoring ignored: Set<String> = []) throws -> ResumePoint {
    try RunDescription(model: model, self).requireSame(in: saved, ignoring: ignored)
    let point = try ResumePoint(saved)
    guard let learningRate = try saved.numbers("run/learningRate", of: Float.self).first else { throw saved.malformed("run/learningRate") }
    var restored = optimizer
    try restored.restore(from: saved)
    restored.learningRate = learningRate
    try saved.restore(&model).requireComplete()
    optimizer = restored
    try RandomPlace(saved).restore()
    return point
  }

  /// Everything that the run is after this event.
  mutating func checkpoint(after event: TrainingLoopEvent) throws -> Checkpoint {
    try havingModel { try $0.makeCheckpoint(after: event) }
  }

  private mutating func makeCheckpoint(after event: TrainingLoopEvent) throws -> Checkpoint {
    var checkpoint = try Checkpoint(model: model)
    try optimizer.add(to: &checkpoint)
    try checkpoint.add([optimizer.learningRate], as: "run/learningRate")
    RunDescription(model: model, self).add(to: &checkpoint)
    fingerprint.add(to: &checkpoint)
    try checkpoint.add(epochCount, as: "run/epochs")
    try RandomPlace().add(to: &checkpoint)
    try resumePoint(after: event).add(to: &checkpoint, names: metricNames, stepsPerFile: stepsPerFile)
    return checkpoint
  }
}
