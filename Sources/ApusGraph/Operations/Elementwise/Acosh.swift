import RealModule

/// The inverse of the hyperbolic cosine; NaN below 1. Derivative: 1 / √(x² − 1).
struct Acosh: CHLOUnaryOperation {
  static let name = "acosh"
  static let stableHLO = "acosh"
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { .acosh(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { cotangent / ((operand - 1) * (operand + 1)).sqrt() }
}

extension Node {
  /// arcosh x
  public func acosh() -> Node { .make(Acosh(), self) }
}
