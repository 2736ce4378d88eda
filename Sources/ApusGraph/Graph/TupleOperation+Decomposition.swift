// What operations with several results, made of others, have in common.
extension TupleOperation {
  /// The cotangents of the operands by way of the nodes that the operation is made of.
  func pullbackOfDecomposition(_ decomposition: ([Node]) -> [Node], _ cotangents: [Int: Node], _ operands: [Node]) -> [Node?] {
    let standIns = operands.map { Node.make(Identity(), $0) }
    let results = decomposition(standIns), places = cotangents.keys.sorted()
    return ReverseSweep(of: places.map { results[$0] }, seeds: places.compactMap { cotangents[$0] })
      .gradients(withRespectTo: standIns)
  }

  /// The results for many examples, by way of the same nodes.
  func vectorizedDecomposition(_ decomposition: ([Node]) -> [Node], _ operands: [ExampleOperand]) -> [Node]? {
    let parameters = operands.map { Node.placeholder($0.type, device: $0.node.device) }
    guard let count = operands.first?.count, let body = try? Region(parameters, decomposition(parameters)) else { return nil }
    return body.vectorized(operands, count: count).map(\.spread)
  }
}

extension Program {
  /// The program of a function from nodes to several nodes. A poisoned result is thrown.
  init(tracingMany function: ([Node]) -> [Node], _ types: [TensorType]) throws {
    let arguments = types.map { Node.placeholder($0) }
    self = try Linearization(outputs: function(arguments), arguments: arguments).program
  }
}

extension Emitter {
  /// The operations of another function with several results, in place; they are `name#0`, `name#1`, ….
  mutating func inlineAll(_ function: ([Node]) -> [Node], _ operands: [Value]) throws -> String {
    let values = try emit(Program(tracingMany: function, operands.map(\.type)), operands)
    return define("stablehlo.optimization_barrier \(names(values)) : \(types(values))", count: values.count)
  }
}
