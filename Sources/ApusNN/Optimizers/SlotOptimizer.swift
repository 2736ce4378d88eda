/// An optimizer that makes the new parameters of all old ones together, and keeps slots for each.
///
/// `UpdateRule` is the form for rules that see one parameter at a time, `OptimizerModifier` that for what changes another optimizer.
public protocol SlotOptimizer<Model>: Optimizer {
  var optimizerState: OptimizerState { get set }

  /// The parameters after the step, in the order given.
  func updated(_ updates: [ParameterUpdate], step: UpdateStep) -> [ParameterUpdate]

  /// The step as the innermost rule sees it: with the learning rate of schedules.
  func scheduled(_ step: UpdateStep) -> UpdateStep
}

extension SlotOptimizer {
  /// A copy of `other` on `device`, for a model that is moved there.
  public init(copying other: Self, to device: Device) {
    self = other
    moveTensors(of: &self, to: device)
  }

  public func scheduled(_ step: UpdateStep) -> UpdateStep { step }

  public var learningRateFactor: Tensor<Float>? {
    scheduled(UpdateStep(number: optimizerState.count.node + 1)).factor.map { Tensor($0) }
  }

  public mutating func update(_ model: inout Model, along gradient: Gradient<Model>) {
    let state = optimizerState
    if let failure = gradient.failure ?? state.unresolved.map({ Node.poisoned($0) }) { return refuse(&model, failure) }
    let (parameters, gradients) = (model.parameterNodes, gradient.nodes)
    if let other = gradients.count != parameters.count ? "the gradient" : state.slots.count != parameters.count ? "the optimizer" : nil {
      return model.updateParameters { _, _ in .poisoned(.structureChanged(other)) }
    }
    let updates = parameters.indices.map { index in
      ParameterUpdate(
        path: state.paths[index], parameter: parameters[index], gradient: gradients[index], slots: state.slots[index].map(\.node))
    }
    let results = step(updates, gradient.variables.map { ($0.variable, state.path(of: $0.variable), $0.node) })
    model.replaceParameters(with: results.map(\.parameter))
    optimizerState.slots = results.map { $0.slots.map { AnyTensor($0) } }
  }

  public mutating func apply(_ gradients: VariableGradients, to variables: [AnyVariable]) {
    _ = step([], zip(variables, gradients.nodes).map { ($0.storage, $0.path, $1.node) })
  }

  public var state: [AnyTensor] {
    get { optimizerState.tensors }
    set { optimizerState.tensors = newValue }
  }

  /// Changes the variables, and returns what becomes of the other parameters.
  private mutating func step(
    _ updates: [ParameterUpdate], _ variables: [(storage: VariableStorage, path: String, gradient: Node)]
  ) -> ArraySlice<ParameterUpdate> {
    optimizerState.count += 1
    let others = variables.map { variable in
      ParameterUpdate(
        path: variable.path, parameter: variable.storage.handle.node, gradient: variable.gradient,
        slots: optimizerState[variable.storage].map(\.node))
    }
    let results = updated(others.isEmpty ? updates : updates + others, step: UpdateStep(number: optimizerState.count.node))
    for (variable, result) in zip(variables, results.dropFirst(updates.count)) {
      optimizerState[variable.storage] = result.slots.map { AnyTensor($0) }
      variable.storage.assign(Handle(result.parameter))
    }
    return results.prefix(updates.count)
  }

  /// A model that cannot be trained: its parameters and the optimizer become the diagnosis.
  private mutating func refuse(_ model: inout Model, _ failure: Node) {
    let isFirst = optimizerState.count.diagnosis == nil
    if model.parameterNodes.isEmpty, isFirst, let diagnosis = failure.diagnosis { Diagnosis.note("\(diagnosis)") }
    model.updateParameters { _, _ in failure }
    optimizerState.count = Tensor(failure)
  }
}

extension Mistake {
  static func structureChanged(_ what: String) -> Mistake {
    .argument(
      function: "Optimizer.update", problem: "\(what) belongs to a model with another number of parameters",
      hint: "make the optimizer for this model: SGD(for: model)")
  }
}
