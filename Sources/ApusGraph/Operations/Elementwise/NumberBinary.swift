/// Arithmetic on two numbers of one type.
public protocol NumberBinaryOperation: BinaryOperation {
  static func apply<T: NumberElement>(_ a: T, _ b: T) -> T
}

extension NumberBinaryOperation {
  public static var dtypes: [DType] { DType.numbers }

  public func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try result.dtype.dispatchNumber(Evaluation<Self>(operands: operands, type: result))
  }
}

private struct Evaluation<O: NumberBinaryOperation>: NumberVisitor {
  let operands: [HostArray]
  let type: TensorType
  func visit<E: NumberElement>(_: E.Type) throws -> HostArray {
    try zipMap(operands, to: type) { (a: E, b: E) in O.apply(a, b) }
  }
}
