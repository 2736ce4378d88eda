import RealModule

/// The tangent of an angle in radians. Derivative: 1 + tan²x.
struct Tan: FloatUnaryOperation {
  static let name = "tan"
  static let stableHLO = "tan"
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { .tan(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { cotangent * (result * result + 1) }
}

extension Node {
  /// tan x, x in radians
  public func tan() -> Node { .make(Tan(), self) }
}
