/// An optimizer that changes each parameter by itself, by one rule: its hyperparameters, what it keeps, and `updated`.
///
///     struct SignDescent<Model: Module>: UpdateRule {
///       @Hyperparameter var learningRate: Float = 0.01
///       var optimizerState: OptimizerState
///
///       init(for model: Model) { optimizerState = OptimizerState(for: model, slotCount: 0) }
///
///       func updated(_ parameter: Node, along gradient: Node, _ slots: inout [Node], step: Node) -> Node {
///         parameter - gradient.sign() * $learningRate.converted(like: parameter)
///       }
///     }
public protocol UpdateRule<Model>: Optimizer {
  var optimizerState: OptimizerState { get set }

  /// The new value of `parameter`.
  ///
  /// - Parameters:
  ///   - slots: what is kept for the parameter, to be replaced by its new values; zeros before the first step.
  ///   - step: the number of the step, a `Float` that is 1 at the first.
  func updated(_ parameter: Node, along gradient: Node, _ slots: inout [Node], step: Node) -> Node
}

extension UpdateRule {
  public mutating func update(_ model: inout Model, along gradient: Gradient<Model>) {
    if let failure = gradient.failure { return refuse(&model, failure) }
    optimizerState.count += 1
    let (step, gradients) = (optimizerState.count.node, gradient.nodes)
    var index = 0
    model.updateParameters { _, parameter in
      defer { index += 1 }
      guard gradients.indices.contains(index) else { return .poisoned(.structureChanged("the gradient")) }
      guard optimizerState.slots.indices.contains(index) else { return .poisoned(.structureChanged("the optimizer")) }
      var slots = optimizerState.slots[index].map(\.node)
      let new = updated(parameter, along: gradients[index], &slots, step: step)
      optimizerState.slots[index] = slots.map { AnyTensor($0) }
      return new
    }
    for part in gradient.variables { apply(part.node, to: part.variable, step) }
  }

  public mutating func apply(_ gradients: VariableGradients, to variables: [AnyVariable]) {
    optimizerState.count += 1
    let step = optimizerState.count.node
    for (variable, gradient) in zip(variables, gradients.nodes) { apply(gradient.node, to: variable.storage, step) }
  }

  public var state: [AnyTensor] {
    get { optimizerState.tensors }
    set { optimizerState.tensors = newValue }
  }

  /// A model that cannot be trained: its parameters and the optimizer become the diagnosis.
  private mutating func refuse(_ model: inout Model, _ failure: Node) {
    let isFirst = optimizerState.count.diagnosis == nil
    if model.parameterNodes.isEmpty, isFirst, let diagnosis = failure.diagnosis { Diagnosis.note("\(diagnosis)") }
    model.updateParameters { _, _ in failure }
    optimizerState.count = Tensor(failure)
  }

  private mutating func apply(_ gradient: Node, to variable: VariableStorage, _ step: Node) {
    var slots = optimizerState[variable].map(\.node)
    let new = updated(variable.handle.node, along: gradient, &slots, step: step)
    optimizerState[variable] = slots.map { AnyTensor($0) }
    variable.assign(Handle(new))
  }
}

extension Tensor where Scalar == Float {
  /// The number in the type of `parameter`'s elements.
  @inline(never)
  public func converted(like parameter: Node) -> Node { node.converted(to: parameter.dtype) }

  /// The learning rate `self / (1 + decay · step)`, in the type of `parameter`'s elements.
  func decayed(by decay: Tensor<Float>, _ step: Node, like parameter: Node) -> Node {
    (node / (decay.node * step + 1)).converted(to: parameter.dtype)
  }
}

extension Mistake {
  static func structureChanged(_ what: String) -> Mistake {
    .argument(
      function: "Optimizer.update", problem: "\(what) belongs to a model with another number of parameters",
      hint: "make the optimizer for this model: SGD(for: model)")
  }
}
