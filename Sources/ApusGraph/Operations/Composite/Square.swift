/// x · x, as one node whose derivative, ȳ · x + ȳ · x, is one as well.
struct Square: CompositeOperation {
  static let name = "square"

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one operand") }
    guard DType.numbers.contains(operands[0].dtype) else {
      throw .unsupportedDType(operation: Self.name, operands[0].dtype, expected: DType.numbers.map(\.description).joined(separator: ", "))
    }
    return operands[0]
  }

  func decomposition(of operands: [Node]) -> Node { operands[0] * operands[0] }

  func vectorized(_ operands: [ExampleOperand]) -> Node? { elementwise(operands) }
}

extension Node {
  public func squared() -> Node { .make(Square(), self) }
}
