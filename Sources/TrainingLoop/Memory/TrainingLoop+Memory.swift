extension TrainingLoop {
  /// What a training step takes of the memory: of the first batch, without the loop's callbacks. It is traced and compiled, not run, and
  /// nothing is changed; `fit` finds the compiled program, and checks its steps by itself.
  ///
  ///     let plan = try trainingLoop.memoryPlan(for: model)
  ///     if !plan.fits { print("at most", plan.estimatedLargestBatch ?? 0, "samples") }
  ///
  /// - Throws: why the data cannot be read, or the diagnosis of a mistake in the model.
  public func memoryPlan(for model: Model, on device: Device = .default) throws -> MemoryPlan {
    try model.checkParameters()
    var (loop, model) = (self, model)
    (loop.callbacks, loop.run, loop.compiledStep) = ([], RunState(), nil)
    loop.run.isPlanningOnly = true
    let context = Context.local.with()
    (context.device, context.learningPhase) = (device.id, .training)
    let draws = Context.local.randomDrawCount
    defer { Context.local.randomDrawCount = draws }
    return try withContext(context) {
      try loop.reference.reaching(&model) {
        try loop.planFirstStep()
        guard let plan = loop.memoryPlan else { throw TrainingLoopError.noTrainingData }
        return plan
      }
    }
  }

  private mutating func planFirstStep() throws {
    if let error = training.error { throw error }
    let batches = training.batches(ofEpoch: 0)
    guard batches.count > 0 else { throw TrainingLoopError.noTrainingData }
    begin(.training, batches)
    let next = try BatchReader(batches, at: nil).next(0)
    (lastStepInput, lastStepTarget) = (next.batch.data, next.batch.label)
    try compilingSteps { try $0.trainingStep(sampleCount: next.sampleCount) }
  }

  /// Whether no step of so many samples was planned in this run.
  func needsPlan(sampleCount: Int) -> Bool {
    run.phase == .training && (memoryPlan.map { sampleCount > $0.sampleCount } ?? true)
  }

  /// Plans the step that is about to run.
  ///
  /// - Parameter program: what its program takes; `nil` if there is nothing to run.
  /// - Throws: `TrainingLoopError.notEnoughMemory`.
  mutating func plan(sampleCount: Int, _ program: ProgramMemory?) throws {
    guard let program else { return }
    var plan = havingModel { loop in
      MemoryPlan(
        loop.model, loop.optimizer, metrics: loop.accumulator.state, batch: (loop.lastStepInput, loop.lastStepTarget),
        sampleCount: sampleCount, program)
    }
    if let limit = try memoryLimit ?? AvailableMemory.limit() {
      plan.availableBytes = limit
    } else if DeviceRuntime.shared.usesHostMemory {
      plan.availableBytes = AvailableMemory.beyondTheProcess().map { $0 + plan.argumentBytes }
    }
    memoryPlan = plan
    if !plan.fits && !run.isPlanningOnly { throw TrainingLoopError.notEnoughMemory(plan) }
  }
}

extension MemoryPlan {
  fileprivate init<Opt: Optimizer, Input, Target>(
    _ model: Opt.Model, _ optimizer: Opt, metrics: [AnyTensor], batch: (Input?, Target?), sampleCount: Int, _ program: ProgramMemory
  ) {
    let variables = model.trainedVariables
    var (trained, others) = (variables.reduce(0) { $0 + $1.type.byteCount }, metrics.byteCount)
    model.visit { _, parameter in
      if parameter.role == .trainable {
        trained += parameter.node.type.byteCount
      } else if !variables.contains(where: { $0 === parameter.variable }) {
        others += parameter.node.type.byteCount
      }
    }
    self.init(
      parameterBytes: trained, optimizerBytes: optimizer.state.byteCount, stateBytes: others,
      batchBytes: (tensors(of: batch.0) + tensors(of: batch.1)).byteCount, activationBytes: program.temporaryBytes,
      resultBytes: program.resultBytes, sampleCount: sampleCount)
  }

  /// What the process holds before the step runs.
  fileprivate var argumentBytes: Int { parameterBytes + optimizerBytes + stateBytes + batchBytes }
}

extension [AnyTensor] {
  fileprivate var byteCount: Int { reduce(0) { $0 + $1.node.type.byteCount } }
}
