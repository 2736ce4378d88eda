/// The recording behind one call of `valueWithGradient`.
struct GradientRecording {
  private let recording = Node.startRecording()

  func end() { recording.end() }

  /// The tensor as a node of its own: what this call differentiates with respect to, and no other.
  func watch<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(recording.watch(x.node)) }

  /// Replaces each parameter of `model` by a watched one that carries its path, and returns them with a watch on its variables.
  func watchParameters<M: Module>(of model: inout M) -> (nodes: [Node], variables: VariableWatch?) {
    var watched: [Node] = []
    var pending: [Node] = []
    var variables: [VariableStorage] = []
    model.visit { _, parameter in
      if parameter.role == .trainable { pending.append(parameter.node) } else { variables.appendTrained(parameter) }
    }
    pending += variables.map(\.stored.node)
    pending.removeAll(where: \.isEvaluated)
    if !pending.isEmpty, !Context.local.isTracing { try? Context.local.engine.materialize(pending) }  // an error shows in the result
    model.updateParameters { path, node in
      let node = recording.watch(node, label: path.label(in: M.self), with: watched.last)
      watched.append(node)
      return node
    }
    return (watched, variables.isEmpty ? nil : VariableWatch(variables, recording))
  }

  /// The gradient for each target: zeros where the value does not depend on it.
  func gradients(of value: Node, _ targets: [Node]) -> [Node] {
    if value.rank != 0, value.diagnosis == nil {
      let poisoned = Node.poisoned(.lossNotScalar(value.type))
      return targets.map { _ in poisoned }
    }
    let found = ReverseSweep.gradients(of: value, withRespectTo: targets)
    return zip(found, targets).map { $0 ?? .constant(0, $1.type, device: $1.device) }
  }
}
