/// A reverse sweep as one node: what a program is made of are the nodes that it stands for.
///
/// So the sweep of a training step, which is the same at each step, is walked once and not made again node by node.
struct Sweep: TupleOperation {
  static let name = "sweep"
  let program: SweepProgram

  static func == (a: Sweep, b: Sweep) -> Bool { a.program === b.program }
  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(program)) }

  func resultTypes(of operands: [TensorType]) throws(Mistake) -> [TensorType] { program.whole.resultTypes }

  func pullback(_ cotangents: [Int: Node], operands: [Node], wanted: OperandSet) -> [Node?] {
    pullbackOfDecomposition(program.program.apply, cotangents, operands)
  }

  func lower(_ operands: [Value], to results: [TensorType], _ emitter: inout Emitter) throws -> String {
    try emitter.inlineAll(program.program.apply, operands)
  }

  func evaluate(_ operands: [HostArray], to results: [TensorType]) throws -> [HostArray] { try program.program.evaluate(operands) }
  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { program.program.hostCost }
}

extension Node {
  /// Which of the results of `sweep` this node is.
  func resultNumber(of sweep: Node) -> Int { Int(id - sweep.id) - 1 }
}
