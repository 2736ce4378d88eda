import RealModule

/// A function of two real variables.
public protocol FloatBinaryOperation: BinaryOperation {
  static func apply<T: Real & BinaryFloatingPoint>(_ a: T, _ b: T) -> T
}

extension FloatBinaryOperation {
  public static var dtypes: [DType] { DType.floatingPoint }
  public static var elementCost: Int { 16 }

  public func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try result.dtype.dispatchFloat(Evaluation<Self>(operands: operands, type: result))
  }
}

private struct Evaluation<O: FloatBinaryOperation>: FloatVisitor {
  let operands: [HostArray]
  let type: TensorType
  func visit<E: FloatElement>(_: E.Type) throws -> HostArray {
    try zipMap(operands, to: type) { (a: E, b: E) in E(computed: O.apply(a.compute, b.compute)) }
  }
}
