import RealModule

/// The cosine of an angle in radians. Derivative: −sin x.
struct Cos: FloatUnaryOperation {
  static let name = "cos"
  static let stableHLO = "cosine"
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { .cos(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { -(cotangent * operand.sin()) }
}

extension Node {
  /// cos x, x in radians
  public func cos() -> Node { .make(Cos(), self) }
}
