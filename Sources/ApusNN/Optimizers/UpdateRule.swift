/// The arithmetic of an optimizer: how one parameter changes.
protocol UpdateRule: Sendable {
  /// How many tensors of a parameter's shape it keeps for each parameter.
  var slotCount: Int { get }

  /// The new value of `parameter`; `slots` are replaced by their new values.
  func updated(_ parameter: Node, _ gradient: Node, _ slots: inout [Node], _ step: UpdateStep) -> Node
}

/// The numbers of one step, as scalars of the program.
struct UpdateStep {
  let learningRate: Node
  /// 1 for the first step.
  let count: Node
}

/// The slots of an optimizer and the count of its steps.
struct OptimizerState: Sendable {
  var count: Tensor<Float>
  var slots: [[AnyTensor]]
  /// The variables that have slots: those of the model, then others in the order of their first update.
  private var variables: [VariableStorage]
  private var variableSlots: [ObjectIdentifier: [AnyTensor]] = [:]

  /// Stored zeros from the start, so that the first step is the same program as the second.
  init(for model: some Module, slotCount: Int) {
    count = Tensor(shape: [], scalars: [0])
    slots = model.parameterNodes.map { Self.zeros(like: $0.type, count: slotCount) }
    variables = []
    for variable in model.trainedVariables { _ = self[variable, slotCount] }
  }

  /// The slots of a variable.
  subscript(variable: VariableStorage, slotCount: Int) -> [AnyTensor] {
    mutating get {
      if let known = variableSlots[ObjectIdentifier(variable)] { return known }
      let made = Self.zeros(like: variable.type, count: slotCount)
      self[variable, slotCount] = made
      return made
    }
    set {
      if variableSlots.updateValue(newValue, forKey: ObjectIdentifier(variable)) == nil { variables.append(variable) }
    }
  }

  private static func zeros(like type: TensorType, count: Int) -> [AnyTensor] {
    (0..<count).map { _ in AnyTensor(Node.constant(0, type).evaluatedOnHost()) }
  }

  var tensors: [AnyTensor] {
    get { [AnyTensor(count)] + slots.flatMap { $0 } + variables.flatMap { variableSlots[ObjectIdentifier($0)] ?? [] } }
    set {
      var next = newValue.makeIterator()
      if let first = next.next()?.typed(Float.self) { count = first }
      slots = slots.map { $0.map { next.next() ?? $0 } }
      for variable in variables {
        let known = variableSlots[ObjectIdentifier(variable)] ?? []
        variableSlots[ObjectIdentifier(variable)] = known.map { next.next() ?? $0 }
      }
    }
  }
}

extension UpdateRule {
  func step(_ state: inout OptimizerState, _ learningRate: Tensor<Float>) -> UpdateStep {
    state.count += 1
    return UpdateStep(learningRate: learningRate.node, count: state.count.node)
  }

  func update<M: Module>(_ model: inout M, along gradient: Gradient<M>, _ state: inout OptimizerState, _ learningRate: Tensor<Float>) {
    if let failure = gradient.failure { return refuse(&model, failure, &state) }
    let step = step(&state, learningRate)
    let gradients = gradient.nodes
    var index = 0
    model.updateParameters { _, parameter in
      defer { index += 1 }
      guard gradients.indices.contains(index) else { return .poisoned(.structureChanged("the gradient")) }
      guard state.slots.indices.contains(index) else { return .poisoned(.structureChanged("the optimizer")) }
      var slots = state.slots[index].map(\.node)
      let new = updated(parameter, gradients[index], &slots, step)
      state.slots[index] = slots.map { AnyTensor($0) }
      return new
    }
    for part in gradient.variables { apply(part.node, to: part.variable, step, &state) }
  }

  /// A model that cannot be trained: its parameters and the optimizer become the diagnosis.
  private func refuse<M: Module>(_ model: inout M, _ failure: Node, _ state: inout OptimizerState) {
    if model.parameterNodes.isEmpty, state.count.diagnosis == nil, let diagnosis = failure.diagnosis { Diagnosis.note("\(diagnosis)") }
    model.updateParameters { _, _ in failure }
    state.count = Tensor(failure)
  }

  private func apply(_ gradient: Node, to variable: VariableStorage, _ step: UpdateStep, _ state: inout OptimizerState) {
    var slots = state[variable, slotCount].map(\.node)
    let new = updated(variable.handle.node, gradient, &slots, step)
    state[variable, slotCount] = slots.map { AnyTensor($0) }
    variable.assign(Handle(new))
  }

  func apply(_ gradients: VariableGradients, to variables: [AnyVariable], _ state: inout OptimizerState, _ learningRate: Tensor<Float>) {
    let step = step(&state, learningRate)
    for (variable, gradient) in zip(variables, gradients.nodes) { apply(gradient.node, to: variable.storage, step, &state) }
  }
}

extension Mistake {
  static func structureChanged(_ what: String) -> Mistake {
    .argument(
      function: "Optimizer.update", problem: "\(what) belongs to a model with another number of parameters",
      hint: "make the optimizer for this model: SGD(for: model)")
  }
}
