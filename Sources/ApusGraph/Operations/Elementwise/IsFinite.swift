/// Whether each element is neither infinite nor NaN; the result is `Bool`.
struct IsFinite: Operation {
  static let name = "isFinite"

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one operand") }
    guard operands[0].dtype.isFloatingPoint else {
      throw .unsupportedDType(
        operation: Self.name, operands[0].dtype, expected: DType.floatingPoint.map(\.description).joined(separator: ", "))
    }
    return TensorType(.bool, operands[0].shape)
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [nil] }

  func vectorized(_ operands: [ExampleOperand]) -> Node? { elementwise(operands) }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.define("stablehlo.is_finite \(operands[0].name) : (\(operands[0].type.stableHLO)) -> \(result.stableHLO)", result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try operands[0].type.dtype.dispatchFloat(Evaluation(operand: operands[0], type: result))
  }

  private struct Evaluation: FloatVisitor {
    let operand: HostArray
    let type: TensorType
    func visit<E: FloatElement>(_: E.Type) throws -> HostArray { try map(operand, to: type) { (x: E) in x.compute.isFinite } }
  }
}

extension Node {
  /// Whether each element is neither infinite nor NaN.
  public func isFinite() -> Node { .make(IsFinite(), self) }
}
