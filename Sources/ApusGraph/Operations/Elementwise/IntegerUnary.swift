/// A function of the bits of one integer; where `dtypes` has `Bool`, it counts as an integer of one bit.
protocol IntegerUnaryOperation: UnaryOperation {
  static func apply<T: FixedWidthInteger>(_ x: T) -> T
}

extension IntegerUnaryOperation {
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { nil }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    if result.dtype == .bool { return try map(operands[0], to: result) { (x: Bool) in Self.apply(x ? 1 : 0 as UInt8) & 1 != 0 } }
    return try result.dtype.dispatchInteger(Evaluation<Self>(operand: operands[0], type: result))
  }
}

private struct Evaluation<O: IntegerUnaryOperation>: IntegerVisitor {
  let operand: HostArray
  let type: TensorType
  func visit<E: IntegerElement>(_: E.Type) throws -> HostArray { try map(operand, to: type) { (x: E) in O.apply(x) } }
}
