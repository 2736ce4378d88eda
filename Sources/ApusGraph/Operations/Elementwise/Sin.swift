import RealModule

/// The sine of an angle in radians. Derivative: cos x.
struct Sin: FloatUnaryOperation {
  static let name = "sin"
  static let stableHLO = "sine"
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { .sin(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { cotangent * operand.cos() }
}

extension Node {
  /// sin x, x in radians
  public func sin() -> Node { .make(Sin(), self) }
}
