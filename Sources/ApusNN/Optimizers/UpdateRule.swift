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
  /// Slots of variables, made when a variable is first updated.
  var variableSlots: [ObjectIdentifier: [AnyTensor]] = [:]

  /// Stored zeros from the start, so that the first step is the same program as the second.
  init(for model: some Module, slotCount: Int) {
    count = Tensor(shape: [], scalars: [0])
    slots = model.parameterNodes.map { Self.zeros(like: $0.type, count: slotCount) }
  }

  static func zeros(like type: TensorType, count: Int) -> [AnyTensor] {
    (0..<count).map { _ in AnyTensor(Node.constant(0, type).evaluatedOnHost()) }
  }

  var tensors: [AnyTensor] {
    get { [AnyTensor(count)] + slots.flatMap { $0 } }
    set {
      var next = newValue.makeIterator()
      if let first = next.next()?.typed(Float.self) { count = first }
      slots = slots.map { $0.map { next.next() ?? $0 } }
    }
  }
}

extension UpdateRule {
  func step(_ state: inout OptimizerState, _ learningRate: Tensor<Float>) -> UpdateStep {
    state.count += 1
    return UpdateStep(learningRate: learningRate.node, count: state.count.node)
  }

  func update<M: Module>(_ model: inout M, along gradient: Gradient<M>, _ state: inout OptimizerState, _ learningRate: Tensor<Float>) {
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
  }

  func apply(_ gradients: VariableGradients, to variables: [AnyVariable], _ state: inout OptimizerState, _ learningRate: Tensor<Float>) {
    let step = step(&state, learningRate)
    for (variable, gradient) in zip(variables, gradients.nodes) {
      let identity = ObjectIdentifier(variable.storage)
      var slots = (state.variableSlots[identity] ?? OptimizerState.zeros(like: variable.storage.type, count: slotCount)).map(\.node)
      let new = updated(variable.storage.handle.node, gradient.node, &slots, step)
      state.variableSlots[identity] = slots.map { AnyTensor($0) }
      variable.storage.assign(Handle(new))
    }
  }
}

extension Mistake {
  static func structureChanged(_ what: String) -> Mistake {
    .argument(
      function: "Optimizer.update", problem: "\(what) belongs to a model with another number of parameters",
      hint: "make the optimizer for this model: SGD(for: model)")
  }
}
