extension TrainingLoop {
  /// Trains `model`.
  ///
  /// Whatever ends the run, `model` holds the result of the last step that was completed, and `history` the epochs whose training was.
  ///
  /// - Parameters:
  ///   - epochs: how often the training data is gone through.
  ///   - device: where the model is trained.
  /// - Returns: loss and metrics of each epoch.
  /// - Throws: the error of a callback, why the data cannot be read, the diagnosis of a mistake in the model, or what went wrong on
  ///   the device.
  @discardableResult
  public mutating func fit(_ model: inout Model, epochs: Int, on device: Device = .default) throws -> History {
    guard epochs > 0 else { throw TrainingLoopError.epochCount(epochs) }
    if let error = training.error { throw error }
    if let diagnosis = model.unreachableParameters.flatMap({ Node.poisoned($0).diagnosis }) { throw diagnosis }
    let context = Context.local.with()  // the caller keeps its device and its learning phase
    context.device = device.id
    history = History()
    epochCount = epochs
    var printer = ProgressPrinter(progress)
    defer {
      printer.finish()
      dropLastStep()
    }
    try withContext(context) {
      try leaving(.cancelFit) { loop in
        try loop.send(.fitStart)
        for index in 0..<epochs {
          loop.epochIndex = index
          try loop.runEpoch(&model, &printer)
        }
      }
      try leaving(.cancelFit) { try $0.send(.fitEnd) }
    }
    return history
  }

  private mutating func runEpoch(_ model: inout Model, _ printer: inout ProgressPrinter) throws {
    try leaving(.cancelEpoch) { loop in
      try loop.send(.epochStart)
      // In the history before the validation, in which a callback may end the run.
      loop.history.epochs.append(try loop.train(&model, &printer))
      defer { printer.endEpoch(loop.history.epochs[loop.history.epochs.count - 1], of: loop.epochCount) }
      guard let validation = loop.validation else { return }
      let statistics = try loop.validate(model, validation)
      loop.history.epochs[loop.history.epochs.count - 1].validation = statistics
    }
    try leaving(.cancelEpoch) { try $0.send(.epochEnd) }
  }

  private mutating func train(_ model: inout Model, _ printer: inout ProgressPrinter) throws -> History.Epoch {
    let clock = ContinuousClock()
    let start = clock.now
    let batches = training.batches(ofEpoch: epochIndex)
    guard batches.count > 0 else { throw TrainingLoopError.noTrainingData }
    printer.beginEpoch(epochIndex, of: epochCount, batchCount: batches.count)
    Context.local.learningPhase = .training
    var sampleCount = 0
    try leaving(.cancelTraining) { loop in
      try loop.begin(batches, .trainingStart)
      try loop.forEachBatch(of: batches) { loop, batch, count in
        try loop.trainingStep(&model, batch, sampleCount: count)
        sampleCount += count
        try printer.endBatch(loop.batchIndex + 1, samplesDone: sampleCount) { try loop.statistics() }
      }
    }
    try leaving(.cancelTraining) { try $0.send(.trainingEnd) }
    let statistics = try statistics()  // waits for the device, so that the time is that of the work
    let seconds = start.duration(to: clock.now) / .seconds(1)
    return History.Epoch(
      index: epochIndex, batchCount: batches.count, learningRate: optimizer.learningRate, training: statistics, validation: nil,
      seconds: seconds, samplesPerSecond: Double(sampleCount) / seconds)
  }

  private mutating func validate(_ model: Model, _ validation: Validation) throws -> TrainingStatistics {
    Context.local.learningPhase = .inference
    try leaving(.cancelValidation) { loop in
      try loop.begin(validation, .validationStart)
      try loop.forEachBatch(of: validation) { loop, batch, count in try loop.validationStep(model, batch, sampleCount: count) }
    }
    try leaving(.cancelValidation) { try $0.send(.validationEnd) }
    return try statistics()
  }

  private mutating func begin(_ batches: Validation, _ event: TrainingLoopEvent) throws {
    accumulator.reset()
    batchCount = batches.count
    batchIndex = 0
    try send(event)
  }

  private mutating func forEachBatch(
    of batches: Validation, _ step: (_ loop: inout Self, _ batch: Validation.Batch, _ sampleCount: Int) throws -> Void
  ) throws {
    let feed = BatchFeed(count: batches.count) { try batches.batch(at: $0) }
    batchIndex = 0
    while let batch = try feed.next() {
      (lastStepInput, lastStepTarget) = (batch.data, batch.label)
      try leaving(.cancelBatch) { loop in
        try loop.send(.batchStart)
        try step(&loop, batch, batches.sampleCount(at: loop.batchIndex))
      }
      try leaving(.cancelBatch) { try $0.send(.batchEnd) }
      batchIndex += 1
    }
    batchIndex = max(0, batches.count - 1)
  }

  /// Runs `body`, which `action` ends early.
  private mutating func leaving(_ action: TrainingLoopAction, _ body: (inout Self) throws -> Void) throws {
    do { try body(&self) } catch let thrown as TrainingLoopAction where thrown == action {}
  }

  mutating func send(_ event: TrainingLoopEvent) throws {
    for callback in callbacks { try callback(&self, event) }
  }
}
