import Checkpoints

extension TrainingLoop {
  /// Executes steps of a run once more and holds what comes out against what the run has saved: losses, metrics and rates of each step,
  /// and every tensor of the checkpoints on the way.
  ///
  ///     let verification = try trainingLoop.verify(Network(), in: "run/lenet", steps: 100)
  ///     print(verification)
  ///
  ///     equal: steps 401 to 500, from run/lenet/ckpt-4, and 1 checkpoint have the same bits
  ///
  /// The loop is built as that of the run was, with the same callbacks; those of the library write no files meanwhile, and those of others
  /// can ask for `isVerifying`. The training data of the first epoch is read once more too. Loop, model, variables and random numbers are
  /// afterwards what they were, and no file is changed.
  ///
  /// - Parameters:
  ///   - model: as it was when the run began; a run that is verified from a checkpoint takes its values from there.
  ///   - directory: the folder with the checkpoints of the run.
  ///   - steps: how many, at least 1: the last that lie before the newest checkpoint. `nil` for those from the last checkpoint but one to
  ///     the last one.
  /// - Returns: what differs, if anything does.
  /// - Throws: `TrainingCheckpointError` where the run has other models, data or metrics than the loop, or no steps; `CheckpointFolderError`
  ///   without a checkpoint that is whole; what `fit` throws.
  public func verify(_ model: Model, in directory: String, steps: Int? = nil, on device: Device = .default) throws -> RunVerification {
    if let steps, steps < 1 { throw TrainingCheckpointError.verifiedSteps(steps) }
    let record = try RunRecord(CheckpointFolder(path: directory, keep: nil))
    guard let passage = record.passage(of: steps) else { throw TrainingCheckpointError.noSteps(folder: directory) }
    var model = model
    let variables = model.variables.map { ($0.storage, $0.storage.stored) }
    defer { for (variable, value) in variables { variable.replace(value) } }
    return try withRandomSeed(0) {
      let (loop, comparison) = try executing(passage, of: record, &model, on: device)
      let first = passage.start?.position.step ?? 0
      return RunVerification(
        steps: first..<passage.end, start: passage.start?.saved.path, compared: comparison.compared,
        step: .init(saved: record.history, found: loop.history, in: first..<passage.end), tensor: comparison.difference,
        fingerprint: record.fingerprint.differences(from: try loop.fingerprint(readingAsIn: record)), damaged: record.damaged)
    }
  }

  private func executing(
    _ passage: RunRecord.Passage, of record: RunRecord, _ model: inout Model, on device: Device
  ) throws -> (loop: Self, comparison: RunComparison) {
    let comparison = RunComparison(passage)
    var loop = TrainingLoop(
      training: training, validation: validation, optimizer: optimizer, lossFunction: lossFunction, metrics: metrics,
      callbacks: callbacks, progress: .silent)
    (loop.isVerifying, loop.prefetchDepth, loop.statisticsInterval) = (true, prefetchDepth, statisticsInterval)
    (loop.stepsPerFile, loop.compilesSteps) = (stepsPerFile, compilesSteps)
    // The rates of schedules follow from how many epochs the run was to have.
    let later = passage.passed.first ?? record.checkpoints.last
    let epochCount = try later?.saved.integer("run/epochs") ?? 1
    let start: ResumePoint?
    if let checkpoint = passage.start {
      start = try loop.restore(&model, from: checkpoint.saved, ignoring: [RunDescription.orderSeed])
    } else {
      start = nil
      if let first = record.checkpoints.first {
        try RunDescription(model: model, loop).requireSame(in: first.saved, ignoring: [RunDescription.orderSeed])
        try RunIngredients(first.saved).random.restore()
      }
    }
    _ = try loop.fit(&model, epochs: epochCount, on: device, from: start, saving: nil, comparing: comparison)
    guard comparison.isComplete else {
      throw TrainingCheckpointError.notVerified(step: loop.stepIndex, reason: loop.state.stopReason)
    }
    return (loop, comparison)
  }

  /// That of this process, with the data that the run has read in its first epoch, read once more.
  private func fingerprint(readingAsIn record: RunRecord) throws -> RunFingerprint {
    var ingredients = ingredients
    let saved = try record.checkpoints.last.map { try RunIngredients($0.saved) } ?? ingredients
    (ingredients.random, ingredients.data) = (saved.random, DataDigest())
    let batches = training.batches(ofEpoch: 0)
    for index in 0..<min(saved.data.batchCount, batches.count) { ingredients.data.add(DataDigest.ofBatch(try batches.batch(at: index))) }
    return RunFingerprint(ingredients, orderSeed: training.seed)
  }
}
