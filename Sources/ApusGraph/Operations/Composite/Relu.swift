/// max(x, 0); a NaN stays NaN. Derivative: 1 for positive x, else 0, as in TensorFlow.
struct Relu: CompositeOperation {
  static let name = "relu"

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one operand") }
    guard operands[0].dtype.isFloatingPoint else {
      throw .unsupportedDType(operation: Self.name, operands[0].dtype, expected: "Float, Double, Float16 or BFloat16")
    }
    return operands[0]
  }

  /// A comparison and a choice, because the plugin's maximum drops NaN.
  func decomposition(of operands: [Node]) -> Node { .select(Self.isNotPositive(operands[0]), operands[0].like(0), operands[0]) }

  func portableDecomposition(of operands: [Node]) -> Node { .maximum(operands[0], operands[0].like(0)) }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [Self.cotangent(cotangent, result: result)] }

  /// The cotangent of what was given to a `Relu`. The result tells, so that what it was given need not be kept.
  static func cotangent(_ cotangent: Node, result: Node) -> Node { .select(isNotPositive(result), cotangent.like(0), cotangent) }

  private static func isNotPositive(_ x: Node) -> Node { .compare(x, x.like(0), .lessOrEqual) }

  func expansion(of operands: [TensorType]) throws -> Program? { nil }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try result.dtype.dispatchFloat(Evaluation(operand: operands[0], type: result))
  }

  private struct Evaluation: FloatVisitor {
    let operand: HostArray
    let type: TensorType
    func visit<E: FloatElement>(_: E.Type) throws -> HostArray {
      try map(operand, to: type) { (x: E) in x.compute <= 0 ? E(computed: 0) : x }
    }
  }
}

extension Node {
  /// max(x, 0)
  public func relu() -> Node { .make(Relu(), self) }
}
