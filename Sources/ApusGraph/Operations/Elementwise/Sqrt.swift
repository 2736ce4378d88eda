import RealModule

/// The square root; NaN below zero. Derivative: 1 / (2√x), which is infinite at 0.
struct Sqrt: FloatUnaryOperation {
  static let name = "sqrt"
  static let stableHLO = "sqrt"
  static let elementCost = 2
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { .sqrt(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { cotangent * 0.5 / result }
}

extension Node {
  /// √x
  public func sqrt() -> Node { .make(Sqrt(), self) }
}
