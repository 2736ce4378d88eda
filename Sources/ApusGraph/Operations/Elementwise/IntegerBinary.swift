/// A function of the bits of two integers; where `dtypes` has `Bool`, it counts as an integer of one bit.
protocol IntegerBinaryOperation: BinaryOperation {
  static func apply<T: FixedWidthInteger>(_ a: T, _ b: T) -> T
}

extension IntegerBinaryOperation {
  static func pullback(_ cotangent: Node, _ left: Node, _ right: Node, _ result: Node) -> (Node?, Node?) { (nil, nil) }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    if result.dtype == .bool {
      return try zipMap(operands, to: result) { (a: Bool, b: Bool) in Self.apply(a ? 1 : 0, b ? 1 : 0 as UInt8) != 0 }
    }
    return try result.dtype.dispatchInteger(Evaluation<Self>(operands: operands, type: result))
  }
}

private struct Evaluation<O: IntegerBinaryOperation>: IntegerVisitor {
  let operands: [HostArray]
  let type: TensorType
  func visit<E: IntegerElement>(_: E.Type) throws -> HostArray {
    try zipMap(operands, to: type) { (a: E, b: E) in O.apply(a, b) }
  }
}
