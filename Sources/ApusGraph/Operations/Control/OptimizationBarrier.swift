/// The operand, which the compiler may not fuse across.
struct OptimizationBarrier: Operation {
  static let name = "optimizationBarrier"
  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one operand") }
    return operands[0]
  }
  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [.make(OptimizationBarrier(), cotangent)] }
  func vectorized(_ operands: [ExampleOperand]) -> Node? { elementwise(operands) }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value { emitter.barrier(operands)[0] }
  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray { try operands[0].copy() }
}

extension Node {
  public func withBarrier() -> Node { .make(OptimizationBarrier(), self) }
}
