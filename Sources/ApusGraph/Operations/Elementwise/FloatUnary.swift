import RealModule

/// A function of one real variable, applied to each element.
public protocol FloatUnaryOperation: UnaryOperation {
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T
}

extension FloatUnaryOperation {
  public static var dtypes: [DType] { DType.floatingPoint }
  public static var elementCost: Int { 8 }

  public func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try result.dtype.dispatchFloat(Evaluation<Self>(operand: operands[0], type: result))
  }
}

private struct Evaluation<O: FloatUnaryOperation>: FloatVisitor {
  let operand: HostArray
  let type: TensorType
  func visit<E: FloatElement>(_: E.Type) throws -> HostArray {
    try map(operand, to: type) { (x: E) in E(computed: O.apply(x.compute)) }
  }
}
