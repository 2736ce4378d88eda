extension TrainingLoop {
  /// Forward, backward, update, metrics: one program.
  ///
  /// It runs here, before `batchEnd`, so that a callback that reads the loss there gets a number which is ready and no other program.
  /// Its outputs are the parameters and whatever else of this step is still held: optimizer slots, variables, metrics, the loss, what
  /// callbacks remember. The gradient is given up before, or it would have to be written to memory.
  mutating func trainingStep(sampleCount: Int) throws {
    if let compiledStep, compiledStep.isInUse { return try self.compiledStep(compiledStep, sampleCount: sampleCount) }
    let (input, target) = try batch()
    var known = needsPlan(sampleCount: sampleCount) ? (model, optimizer) : nil
    // Layers may change them on the way; whether that counts a callback, or the plan, may say later.
    var variables = callbacks.isEmpty && known == nil ? [] : model.variables.map { ($0.storage, $0.storage.stored) }
    try differentiate(input, target)
    try send(.updateStart)
    let row = try measure(sampleCount: sampleCount)
    let parameters = try update(variables: variables)
    let results = try results(parameters, row)
    if let before = known {
      var isRun = false
      defer { if !isRun { takeBack(before, variables, row) } }
      try plan(sampleCount: sampleCount, Context.local.engine.memory(of: results))
      if run.isPlanningOnly { return }
      isRun = true
    }
    (variables, known) = ([], nil)  // what is held on to cannot be written over
    if let program = try Context.local.engine.materializeNamed(results) { ingredients.add(stepProgram: program) }
  }

  /// Forward and metrics: one program.
  mutating func validationStep(sampleCount: Int) throws {
    if let compiledStep, compiledStep.isInUse { return try self.compiledStep(compiledStep, sampleCount: sampleCount) }
    let (input, target) = try batch()
    lastStepOutput = (validationModel ?? model)(input)
    try send(.inferencePredictionEnd)
    if let output = lastStepOutput { lastStepLoss = loss(output, target) }
    let row = try measure(sampleCount: sampleCount)
    _ = try Context.local.engine.materializeNamed(results([], row))
  }

  /// The batch as the callbacks of `batchStart` have left it.
  func batch() throws -> (input: Model.Input, target: Target) {
    guard let lastStepInput else { throw TrainingLoopError.batchWithout("input") }
    guard let lastStepTarget else { throw TrainingLoopError.batchWithout("target") }
    return (lastStepInput, lastStepTarget)
  }

  private func loss(_ output: Model.Output, _ target: Target) -> Tensor<Float> {
    let loss = lossFunction(output, target)
    return lastStepMixture?.loss(output, loss, lossFunction) ?? loss
  }

  private mutating func differentiate(_ input: Model.Input, _ target: Target) throws {
    var (output, loss): (Model.Output?, Tensor<Float>?)
    let (value, gradient) = valueWithGradient(at: model) { model in
      let result = model(input)
      let value = self.loss(result, target)
      (output, loss) = (result, value)
      return optimizer.lossScale.map { value * $0 } ?? value
    }
    if let diagnosis = value.diagnosis { throw diagnosis }
    lastStepOutput = output
    lastStepLoss = loss
    lastStepGradient = gradient
  }

  /// - Returns: the statistics after this batch, to be computed with the step; `nil` if there is nothing to measure.
  private mutating func measure(sampleCount: Int) throws -> Tensor<Float>? {
    guard let loss = lastStepLoss, let output = lastStepOutput, let target = lastStepTarget else { return nil }
    if let diagnosis = loss.diagnosis { throw diagnosis }
    try accumulator.accumulate(loss: loss, predictions: output, labels: target, sampleCount: sampleCount)
    if !run.areMetricsChecked { try accumulator.check() }  // a metric that cannot be computed should not cost an epoch
    run.areMetricsChecked = true
    // Known before the update, which counts the step.
    let rateFactor = run.phase == .training ? optimizer.learningRateFactor : nil
    let row = accumulator.row(after: loss, rateFactor: rateFactor)
    noteStatistics(row, hasRateFactor: rateFactor != nil)
    return row
  }

  /// - Parameter known: the model's variables with their values before the step.
  /// - Returns: the nodes of the new parameters and variables.
  private mutating func update(variables known: [(VariableStorage, Handle)]) throws -> [Node] {
    guard let gradient = lastStepGradient else { return [] }
    lastStepGradient = nil
    let before = (model, optimizer)
    let variables = gradient.variables.map { ($0.variable, $0.variable.stored) }
    optimizer.update(&reference.model, along: gradient)
    if let updateCondition { keepWhereFalse(updateCondition.node, before, known) }
    let parameters = model.parameterNodes + variables.map { $0.0.stored.node }
    if let diagnosis = parameters.lazy.compactMap(\.diagnosis).first {
      (model, optimizer) = before
      for (variable, value) in variables { variable.replace(value) }
      throw diagnosis
    }
    return parameters
  }

  private mutating func keepWhereFalse(
    _ condition: Node, _ before: (model: Model, optimizer: Opt), _ variables: [(VariableStorage, Handle)]
  ) {
    func chosen(_ new: Node, _ old: Node) -> Node {
      new.type == old.type ? .select(condition.broadcast(to: new.shape), new, old) : new
    }
    model.replaceParameters(with: zip(model.parameterNodes, before.model.parameterNodes).map(chosen))
    optimizer.state = zip(optimizer.state, before.optimizer.state).map { AnyTensor(chosen($0.node, $1.node)) }
    for (variable, value) in variables { variable.replace(Handle(chosen(variable.stored.node, value.node))) }
  }

  /// What the step's program computes, whatever else is held.
  private mutating func results(_ parameters: [Node], _ row: Tensor<Float>?) throws -> [Node] {
    if callbacks.isEmpty { lastStepOutput = nil }  // nobody can ask for it
    let remembered = state.tensors.map(\.node)
    if let diagnosis = remembered.lazy.compactMap(\.diagnosis).first { throw diagnosis }
    let others = [lastStepLoss, row].compactMap { $0?.node }
    return parameters + others + remembered.filter { !$0.isEvaluated }
  }

  /// Lets go of a step that is not run: the model, its variables and the optimizer are what they were before.
  private mutating func takeBack(
    _ before: (model: Model, optimizer: Opt), _ variables: [(VariableStorage, Handle)], _ row: Tensor<Float>?
  ) {
    (model, optimizer) = before
    for (variable, value) in variables { variable.replace(value) }
    if row != nil { run.ledger.removeLast() }
  }

  /// Lets go of the batch and of what was made of it.
  mutating func dropLastStep() {
    lastStepInput = nil
    lastStepTarget = nil
    lastStepMixture = nil
    lastStepOutput = nil
    lastStepLoss = nil
    lastStepGradient = nil
    updateCondition = nil
  }
}
