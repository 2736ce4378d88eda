extension TrainingLoop {
  /// Runs the training steps of an epoch, compiled if the run allows it.
  mutating func compilingSteps(_ body: (inout Self) throws -> Void) throws {
    guard compilesSteps, callbacks.isEmpty else { return try body(&self) }
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
    let (loss, row) = try step.run(input, target, sampleCount: sampleCount)
    lastStepLoss = loss
    noteStatistics(row, hasRateFactor: step.hasRateFactor)
  }
}
