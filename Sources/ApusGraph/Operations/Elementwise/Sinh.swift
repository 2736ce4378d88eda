import RealModule

/// The hyperbolic sine. Derivative: cosh x.
struct Sinh: CHLOUnaryOperation {
  static let name = "sinh"
  static let stableHLO = "sinh"
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { .sinh(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { cotangent * operand.cosh() }
}

extension Node {
  /// sinh x
  public func sinh() -> Node { .make(Sinh(), self) }
}
