/// A function of one number, applied to each element; integers are welcome.
public protocol NumberUnaryOperation: UnaryOperation {
  static func apply<T: NumberElement>(_ x: T) -> T
}

extension NumberUnaryOperation {
  public static var dtypes: [DType] { DType.numbers }

  public func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try result.dtype.dispatchNumber(Evaluation<Self>(operand: operands[0], type: result))
  }
}

private struct Evaluation<O: NumberUnaryOperation>: NumberVisitor {
  let operand: HostArray
  let type: TensorType
  func visit<E: NumberElement>(_: E.Type) throws -> HostArray {
    try map(operand, to: type) { (x: E) in O.apply(x) }
  }
}
