import RealModule

/// The inverse of the hyperbolic tangent; NaN beyond ±1. Derivative: 1 / (1 − x²).
struct Atanh: CHLOUnaryOperation {
  static let name = "atanh"
  static let stableHLO = "atanh"
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { .atanh(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { cotangent / ((1 - operand) * (operand + 1)) }
}

extension Node {
  /// artanh x
  public func atanh() -> Node { .make(Atanh(), self) }
}
