import RealModule

/// The angle in radians whose sine is x; NaN beyond ±1. Derivative: 1 / √(1 − x²).
struct Asin: CHLOUnaryOperation {
  static let name = "asin"
  static let stableHLO = "asin"
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { .asin(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { cotangent / ((1 - operand) * (operand + 1)).sqrt() }
}

extension Node {
  /// arcsin x, in radians
  public func asin() -> Node { .make(Asin(), self) }
}
