extension TrainingLoop {
  /// Runs the steps of a phase, compiled if the run allows it.
  mutating func compilingSteps(_ body: (inout Self) throws -> Void) throws {
    guard compilesSteps, callbacks.isEmpty, validationModel == nil else { return try body(&self) }
    let step = compiledStep ?? CompiledStep(lossFunction)
    compiledStep = step
    step.take(from: &reference.model, &optimizer, &accumulator)
    defer { step.giveBack(to: &reference.model, &optimizer, &accumulator) }
    try body(&self)
  }

  /// Runs `body` with the model in its place, also between two compiled steps.
  mutating func havingModel<R>(_ body: (inout Self) throws -> R) rethrows -> R {
    guard let step = compiledStep, step.isInUse else { return try body(&self) }
    step.giveBack(to: &reference.model, &optimizer, &accumulator)
    defer { step.take(from: &reference.model, &optimizer, &accumulator) }
    return try body(&self)
  }

  mutating func compiledStep(_ step: CompiledStep<Opt, Target>, sampleCount: Int) throws {
    let (input, target) = try batch()
    let trains = run.phase == .training
    // A run of one step, as `trainOnBatch` is, need not plan what ran before; a run that somebody watches says how it stands.
    if run.observers.isEmpty, memoryPlan == nil { memoryPlan = step.memoryPlan }
    if needsPlan(sampleCount: sampleCount) {
      try plan(sampleCount: sampleCount, step.memory(input, target, sampleCount: sampleCount))
      step.memoryPlan = memoryPlan
      if run.isPlanningOnly { return }
    }
    let (loss, row) = try step.run(input, target, sampleCount: sampleCount, trains: trains)
    if trains, let program = step.programDigest { ingredients.add(stepProgram: program) }
    lastStepLoss = loss
    noteStatistics(row, hasRateFactor: trains && step.hasRateFactor)
  }
}
