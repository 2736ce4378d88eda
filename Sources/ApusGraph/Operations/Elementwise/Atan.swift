import RealModule

/// The angle in radians whose tangent is x. Derivative: 1 / (1 + x²).
struct Atan: CHLOUnaryOperation {
  static let name = "atan"
  static let stableHLO = "atan"
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { .atan(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { cotangent / (operand * operand + 1) }
}

extension Node {
  /// arctan x, in radians
  public func atan() -> Node { .make(Atan(), self) }
}
