// What operations with several results, made of others, have in common.
extension TupleOperation {
  /// The cotangents of the operands by way of the nodes that the operation is made of.
  func pullbackOfDecomposition(_ decomposition: ([Node]) -> [Node], _ cotangents: [Int: Node], _ operands: [Node]) -> [Node?] {
    let standIns = operands.map { Node.make(Identity(), [$0]) }
    let results = decomposition(standIns), places = cotangents.keys.sorted()
    return ReverseSweep(of: places.map { results[$0] }, seeds: places.compactMap { cotangents[$0] })
      .gradients(withRespectTo: standIns)
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
