/// A model whose parameters and variables are watched, and the history of what is computed with it until nobody holds this any more.
final class WatchedModel<M: Module> {
  let recording = GradientRecording()
  private let model: M
  private let watched: M
  private let parameters: [Node]
  private let variables: VariableWatch?

  init(_ model: M) {
    self.model = model
    var watched = model
    (parameters, variables) = recording.watchParameters(of: &watched)
    self.watched = watched
  }

  deinit { recording.end() }

  /// What `body` makes of the watched model.
  func apply<R>(_ body: (M) throws -> R) rethrows -> R {
    guard let variables else { return try body(watched) }
    return try withContext(Context.local.with(recorder: variables)) { try body(watched) }
  }

  /// The gradients of a scalar with respect to the model, and to other nodes that the recording watches.
  func gradients(of value: Node, and others: [Node] = []) -> (model: Gradient<M>, others: [Node]) {
    let found = recording.gradients(of: value, parameters + others + (variables?.nodes ?? []))
    var leaves = model
    var next = found.prefix(parameters.count).makeIterator()
    leaves.visitParameters { _, parameter in
      if parameter.role == .trainable { parameter.node = next.next() ?? parameter.node }
      if parameter.variable == nil, parameter.handle.isFrozen { parameter.node = parameter.node.zeros }
    }
    let ofVariables = found.dropFirst(parameters.count + others.count)
    return (
      Gradient(leaves: leaves, variables: variables?.summed(ofVariables) ?? []),
      Array(found.dropFirst(parameters.count).prefix(others.count))
    )
  }
}

extension Gradient {
  /// The gradient at a model that cannot be differentiated.
  static func failed(at model: Model, _ failure: Node) -> Gradient where Model: Module {
    var leaves = model
    leaves.updateParameters { _, _ in failure }
    return Gradient(leaves: leaves, failure: failure)
  }
}
