extension Gradient {
  /// The gradients in the order of the model's parameters.
  package var nodes: [Node] {
    var nodes: [Node] = []
    let plan = WalkPlans.plan(of: Model.self)
    plan.read(leaves, plan.rootPath) { _, parameter in if parameter.role == .trainable { nodes.append(parameter.node) } }
    return nodes
  }
}

extension Gradient where Model: Module {
  /// The gradients with the paths of their parameters.
  public var parameters: [(path: String, gradient: AnyTensor)] {
    var found: [(path: String, gradient: AnyTensor)] = []
    leaves.visit { path, parameter in if parameter.role == .trainable { found.append((path.name, AnyTensor(parameter.node))) } }
    return found
  }

  /// The square root of the sum of all squares.
  public var norm: Tensor<Float> {
    if let failure { return Tensor(failure) }
    let squares = (nodes + variables.map(\.node)).map { node in (node * node).converted(to: .float32).sum(along: Array(0..<node.rank)) }
    guard let first = squares.first else { return Tensor(0) }
    return Tensor(squares.dropFirst().reduce(first) { $0 + $1 }.sqrt())
  }

  /// The gradient scaled down so that its norm is at most `limit`.
  ///
  /// Pascanu et al., "On the difficulty of training recurrent neural networks", 2013, algorithm 1.
  public func clipped(byGlobalNorm limit: Float) -> Gradient {
    let norm = norm.node
    let scale = norm.like(Double(limit)) / Node.maximum(norm, norm.like(Double(limit)))
    return mapped { $0 * scale.converted(to: $0.dtype) }
  }

  package func mapped(_ change: (Node) -> Node) -> Gradient {
    var copy = self
    copy.leaves.updateParameters { _, node in change(node) }
    copy.variables = variables.map { VariableGradient(variable: $0.variable, handle: Handle(change($0.node))) }
    return copy
  }

  public static func + (a: Gradient, b: Gradient) -> Gradient {
    var other = b.nodes.makeIterator()
    var sum = a
    sum.leaves.updateParameters { _, node in other.next().map { node + $0 } ?? node }
    for part in b.variables {
      if let index = sum.variables.firstIndex(where: { $0.variable === part.variable }) {
        sum.variables[index].handle = Handle(sum.variables[index].node + part.node)
      } else {
        sum.variables.append(part)
      }
    }
    return sum
  }

  public static func * (factor: Float, gradient: Gradient) -> Gradient { gradient.mapped { $0 * Double(factor) } }
}
