extension Module {
  /// The number of trained numbers.
  ///
  ///     print(LeNet().parameterCount)   // 61706
  ///
  /// Ends the process for a model with layers that do not know the size of their input yet; `build(inputShape:)` tells them.
  public var parameterCount: Int {
    if let mistake = unresolvedParameters { Diagnosis.trap(mistake) }
    return parameters.reduce(0) { $0 + $1.shape.contiguousSize }
  }

  /// The trained tensors with their paths, in the order of the stored properties.
  public var parameters: [(path: String, shape: TensorShape)] {
    var found: [(path: String, shape: TensorShape)] = []
    visit { path, parameter in if parameter.role == .trainable { found.append((path.name, parameter.shape)) } }
    return found
  }

  /// Walks without changing the model.
  package func visit(_ body: (ParameterPath, Parameter) -> Void) {
    var copy = self
    copy.visitParameters { path, parameter in body(path, parameter) }
  }

  /// The nodes of the trained tensors.
  package var parameterNodes: [Node] {
    var nodes: [Node] = []
    visit { _, parameter in if parameter.role == .trainable { nodes.append(parameter.node) } }
    return nodes
  }

  /// The trained variables, each once, in the order of the stored properties.
  package var trainedVariables: [VariableStorage] {
    var found: [VariableStorage] = []
    visit { _, parameter in found.appendTrained(parameter) }
    return found
  }

  /// Replaces each trained tensor.
  package mutating func updateParameters(_ update: (ParameterPath, Node) -> Node) {
    visitParameters { path, parameter in
      if parameter.role == .trainable { parameter.node = update(path, parameter.node) }
    }
  }

  /// Replaces the trained tensors by `nodes`, in order.
  package mutating func replaceParameters(with nodes: [Node]) {
    var next = nodes.makeIterator()
    updateParameters { _, node in next.next() ?? node }
  }
}

extension [VariableStorage] {
  /// Takes up the variable behind `parameter` if there is one that is trained.
  mutating func appendTrained(_ parameter: Parameter) {
    guard let variable = parameter.variable, variable.isTrainable, !parameter.isFrozen, !contains(where: { $0 === variable }) else {
      return
    }
    append(variable)
  }
}
