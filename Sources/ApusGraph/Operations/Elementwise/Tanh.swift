import RealModule

/// The hyperbolic tangent. Derivative: 1 − tanh²x.
struct Tanh: FloatUnaryOperation {
  static let name = "tanh"
  static let stableHLO = "tanh"
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { .tanh(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { cotangent * (1 - result * result) }
}

extension Node {
  /// tanh x
  public func tanh() -> Node { .make(Tanh(), self) }
}
