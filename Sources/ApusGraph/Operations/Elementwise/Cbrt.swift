import RealModule

/// The cube root, negative below zero. Derivative: 1 / (3∛x²), which is infinite at 0.
struct Cbrt: FloatUnaryOperation {
  static let name = "cbrt"
  static let stableHLO = "cbrt"
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { .root(x, 3) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { cotangent / (result * result * 3) }
}

extension Node {
  /// ∛x
  public func cbrt() -> Node { .make(Cbrt(), self) }
}
