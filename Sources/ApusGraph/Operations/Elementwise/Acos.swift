import RealModule

/// The angle in radians whose cosine is x; NaN beyond ±1. Derivative: −1 / √(1 − x²).
struct Acos: CHLOUnaryOperation {
  static let name = "acos"
  static let stableHLO = "acos"
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { .acos(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? {
    -(cotangent / ((1 - operand) * (operand + 1)).sqrt())
  }
}

extension Node {
  /// arccos x, in radians
  public func acos() -> Node { .make(Acos(), self) }
}
