extension TrainingLoop {
  /// Forward, backward, update, metrics: one program.
  ///
  /// It runs here, before `batchEnd`, so that a callback that reads the loss there gets a number which is ready and no other program.
  /// Its outputs are the parameters and whatever else of this step is still held: optimizer slots, variables, metrics, the loss. The
  /// gradient is given up before, or it would have to be written to memory.
  mutating func trainingStep(_ model: inout Model, _ batch: Training.Batch, sampleCount: Int) throws {
    try differentiate(model, batch)
    try send(.updateStart)
    try measure(batch.label, sampleCount: sampleCount)
    let parameters = try update(&model)
    try evaluate(parameters)
  }

  /// Forward and metrics: one program.
  mutating func validationStep(_ model: Model, _ batch: Validation.Batch, sampleCount: Int) throws {
    lastStepOutput = model(batch.data)
    lastStepLoss = nil
    try send(.inferencePredictionEnd)
    if let output = lastStepOutput { lastStepLoss = lossFunction(output, batch.label) }
    try measure(batch.label, sampleCount: sampleCount)
    try evaluate([])
  }

  private mutating func differentiate(_ model: Model, _ batch: Training.Batch) throws {
    let lossFunction = lossFunction
    var output: Model.Output?
    let (loss, gradient) = valueWithGradient(at: model) { model in
      let result = model(batch.data)
      output = result
      return lossFunction(result, batch.label)
    }
    if let diagnosis = loss.diagnosis { throw diagnosis }
    lastStepOutput = output
    lastStepLoss = loss
    lastStepGradient = gradient
  }

  private mutating func measure(_ labels: Target, sampleCount: Int) throws {
    guard let loss = lastStepLoss, let output = lastStepOutput else { return }
    if let diagnosis = loss.diagnosis { throw diagnosis }
    try accumulator.accumulate(loss: loss, predictions: output, labels: labels, sampleCount: sampleCount)
    if batchIndex == 0 { try accumulator.check() }  // a metric that cannot be computed should not cost an epoch
  }

  /// - Returns: the nodes of the new parameters and variables.
  private mutating func update(_ model: inout Model) throws -> [Node] {
    guard let gradient = lastStepGradient else { return [] }
    lastStepGradient = nil
    let before = (model, optimizer)
    let variables = gradient.variables.map { ($0.variable, $0.variable.stored) }
    optimizer.update(&model, along: gradient)
    let parameters = model.parameterNodes + variables.map { $0.0.stored.node }
    if let diagnosis = parameters.lazy.compactMap(\.diagnosis).first {
      (model, optimizer) = before
      for (variable, value) in variables { variable.replace(value) }
      throw diagnosis
    }
    return parameters
  }

  private mutating func evaluate(_ parameters: [Node]) throws {
    if callbacks.isEmpty { lastStepOutput = nil }  // nobody can ask for it
    try Context.local.engine.materialize(parameters + [lastStepLoss].compactMap { $0?.node })
  }

  mutating func dropLastStep() {
    lastStepInput = nil
    lastStepTarget = nil
    lastStepOutput = nil
    lastStepLoss = nil
    lastStepGradient = nil
  }
}
