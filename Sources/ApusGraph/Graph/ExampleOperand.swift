/// An operand of an operation that is applied to many examples: a node with one element for each along its first axis, or one that is
/// the same for all.
public struct ExampleOperand: Sendable {
  public let node: Node
  public let differs: Bool
  /// How many examples there are.
  public let count: Int

  init(_ node: Node, differs: Bool, count: Int) {
    self.node = node
    self.differs = differs
    self.count = count
  }

  /// The node with its value repeated for each example, if it is the same for all.
  public var spread: Node { differs ? node : .make(Broadcast(to: [count] + node.shape, axes: node.shape.indices.map { $0 + 1 }), node) }

  /// The type for one example.
  public var type: TensorType { differs ? node.type.element : node.type }
}

extension Operation {
  /// The operation itself on the operands of all examples: the rule of operations that work element by element.
  func elementwise(_ operands: [ExampleOperand]) -> Node { .make(self, operands.map(\.spread)) }

  /// The rule of everything that has no better one: the examples one after the other, in a loop.
  ///
  /// - Parameter count: how many results there are.
  func oneByOne(_ operands: [ExampleOperand], results count: Int?) -> [Node] {
    let differing = operands.indices.filter { operands[$0].differs }
    return Node.scan([], over: differing.map { operands[$0].node }) { _, elements in
      var one = operands.map(\.node)
      for (index, element) in zip(differing, elements) { one[index] = element }
      return ([], results(one, count))
    }.stacked
  }

  private func results(_ operands: [Node], _ count: Int?) -> [Node] {
    guard let count, let tuple = self as? any TupleOperation else { return [.make(self, operands)] }
    return makeAll(tuple, operands, count)
  }

  private func makeAll(_ operation: some TupleOperation, _ operands: [Node], _ count: Int) -> [Node] {
    Node.makeAll(operation, operands, count: count)
  }
}
