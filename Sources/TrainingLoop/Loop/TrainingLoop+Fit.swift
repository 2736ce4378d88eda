extension TrainingLoop {
  /// Trains `model`.
  ///
  /// Whatever ends the run, `model` holds the result of the last step that was completed, and `history` the epochs whose training was.
  ///
  /// - Parameters:
  ///   - epochs: how often the training data is gone through.
  ///   - device: where the model is trained.
  /// - Returns: loss and metrics of each step and each epoch.
  /// - Throws: the error of a callback, why the data cannot be read, the diagnosis of a mistake in the model, what went wrong on
  ///   the device, or `TrainingLoopError.notEnoughMemory` before a step for which there is too little.
  @discardableResult
  public mutating func fit(_ model: inout Model, epochs: Int, on device: Device = .default) throws -> History {
    try fit(&model, epochs: epochs, on: device, from: nil)
  }

  /// Trains `model`, from the start or from where another run stood.
  @discardableResult
  package mutating func fit(_ model: inout Model, epochs: Int, on device: Device, from start: ResumePoint?) throws -> History {
    try fit(&model, epochs: epochs, on: device, from: start, saving: nil)
  }

  /// - Parameters:
  ///   - writer: of the run's checkpoints, if it has any.
  ///   - comparison: with a run that was saved, if this one executes it once more.
  mutating func fit(
    _ model: inout Model, epochs: Int, on device: Device, from start: ResumePoint?, saving writer: CheckpointWriter?,
    comparing comparison: RunComparison? = nil
  ) throws -> History {
    guard epochs > 0 else { throw TrainingLoopError.epochCount(epochs) }
    if let error = training.error { throw error }
    try model.checkParameters()
    let context = Context.local.with()  // the caller keeps its device and its learning phase
    context.device = device.id
    defer {
      writer?.wait()
      dropLastStep()
      run = RunState()
    }
    return try withContext(context) {
      try reference.reaching(&model) { try runEpochs(epochs, from: start, writer, comparison) }
    }
  }

  private mutating func runEpochs(
    _ epochs: Int, from start: ResumePoint?, _ writer: CheckpointWriter?, _ comparison: RunComparison?
  ) throws -> History {
    let position = start?.position ?? .start
    history = start?.history ?? History()
    state = start?.state ?? TrainingState()
    ingredients = start?.ingredients ?? RunIngredients()
    memoryPlan = nil
    let isOver = start?.ending(ofEpochs: epochs) != nil
    if !isOver { state.forgetStopReason() }
    epochCount = epochs
    epochIndex = isOver ? position.lastEpoch : position.epoch
    stepIndex = position.step
    stepCount = training.batches(ofEpoch: 0).count * epochs
    run = RunState()
    (run.checkpoints, run.comparison) = (writer, comparison)
    run.place = start?.place
    run.observers = ObserverList([progress.observer].compactMap(\.self) + observers)
    try leaving(.cancelFit) { loop in
      try loop.send(.fitStart)
      // Callbacks that give back the best weights do so at the end of the run, also of one that was over.
      for index in isOver ? 0..<0 : position.epoch..<epochs {
        loop.epochIndex = index
        let first = index == position.epoch ? position.batch : 0
        try loop.runEpoch(fromBatch: first, metrics: first > 0 ? start?.metrics : nil)
      }
    }
    try leaving(.cancelFit) { try $0.send(.fitEnd) }
    try finishCheckpoints()
    return history
  }

  /// - Parameters:
  ///   - first: the batch to go on with; the epoch has begun if that is not the first.
  ///   - metrics: what the metrics had added up before.
  private mutating func runEpoch(fromBatch first: Int, metrics: [AnyTensor]?) throws {
    try leaving(.cancelEpoch) { loop in
      if first == 0 { try loop.send(.epochStart) }
      try loop.train(fromBatch: first, metrics: metrics)
      if let validation = loop.validation { try loop.validate(validation) }
    }
    try leaving(.cancelEpoch) { try $0.sendAndSave(.epochEnd) }
  }

  private mutating func train(fromBatch first: Int, metrics: [AnyTensor]?) throws {
    let batches = training.batches(ofEpoch: epochIndex)
    guard batches.count > 0 else { throw TrainingLoopError.noTrainingData }
    Context.local.learningPhase = .training
    begin(.training, batches)
    if let metrics { accumulator.state = metrics }
    try takingDownSteps { loop in
      try loop.leaving(.cancelTraining) { loop in
        if first == 0 { try loop.send(.trainingStart) }
        try loop.compilingSteps { loop in
          try loop.forEachBatch(of: batches, from: first) { loop, count in try loop.trainingStep(sampleCount: count) }
        }
      }
    }
    let statistics = try finalStatistics()  // waits for the device, so that the time is that of the work
    let seconds = run.clock.times.total
    let learningRate = history.steps.last.flatMap { $0.epoch == epochIndex ? $0.learningRate : nil } ?? optimizer.learningRate
    // In the history before the event, at which a callback may want it or end the run.
    history.epochs.append(
      History.Epoch(
        index: epochIndex, batchCount: batches.count, learningRate: learningRate, training: statistics, validation: nil,
        seconds: seconds, samplesPerSecond: Double(run.sampleCount) / seconds))
    try leaving(.cancelTraining) { try $0.send(.trainingEnd) }
  }

  /// Runs `body`; where it is left early, the steps that were made count all the same.
  private mutating func takingDownSteps(_ body: (inout Self) throws -> Void) throws {
    do { try body(&self) } catch {
      try? readStatistics()  // the error that ended the training is the one to tell
      throw error
    }
  }

  private mutating func validate(_ validation: Validation) throws {
    Context.local.learningPhase = .inference
    defer { validationModel = nil }
    begin(.validation, validation)
    try leaving(.cancelValidation) { loop in
      try loop.send(.validationStart)
      try loop.compilingSteps { loop in
        try loop.forEachBatch(of: validation, from: 0) { loop, count in try loop.validationStep(sampleCount: count) }
      }
    }
    history.epochs[history.epochs.count - 1].validation = try finalStatistics()
    try leaving(.cancelValidation) { try $0.send(.validationEnd) }
  }

  mutating func begin(_ phase: TrainingPhase, _ batches: Validation) {
    accumulator.reset()
    batchCount = batches.count
    batchIndex = 0
    run.begin(phase)
  }

  mutating func forEachBatch(
    of batches: Validation, from first: Int, _ step: (_ loop: inout Self, _ sampleCount: Int) throws -> Void
  ) throws {
    let isFirstEpoch = epochIndex == 0 && run.phase == .training
    let reader = BatchReader(batches, at: first > 0 ? run.place : nil)
    let feed = BatchFeed(count: batches.count, from: first, depth: run.handsOverBatches ? prefetchDepth : 0) { index in
      let next = try reader.next(index)
      return (next, digest: isFirstEpoch ? DataDigest.ofBatch(next.batch) : nil)
    }
    batchIndex = min(first, max(0, batches.count - 1))
    while let (next, digest) = try run.clock.waiting(feed.next) {
      if let digest { ingredients.data.add(digest) }
      dropLastStep()
      (lastStepInput, lastStepTarget) = (next.batch.data, next.batch.label)
      let sampleCount = next.sampleCount
      if run.phase == .training { run.place = next.place }
      try leaving(.cancelBatch) { loop in
        try loop.send(.batchStart)
        try step(&loop, sampleCount)
      }
      run.sampleCount += sampleCount
      lastStepGradient = nil
      try readStatisticsIfDue()
      try leaving(.cancelBatch) { try $0.sendAndSave(.batchEnd) }
      if run.phase == .training { stepIndex += 1 }
      batchIndex += 1
    }
    batchIndex = max(0, batches.count - 1)
    if first == 0 { run.note(secondsPerBatch: reader.seconds / Double(max(1, batches.count))) }
  }

  /// Runs `body`, which `action` ends early.
  mutating func leaving(_ action: TrainingLoopAction, _ body: (inout Self) throws -> Void) throws {
    do { try body(&self) } catch let thrown as TrainingLoopAction where thrown == action {}
  }

  mutating func send(_ event: TrainingLoopEvent) throws {
    defer { notifyObservers(event) }
    for callback in callbacks { try callback(&self, event) }
  }
}
