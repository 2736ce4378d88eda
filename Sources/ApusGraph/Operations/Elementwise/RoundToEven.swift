import RealModule

/// The nearest whole number; from the middle between two, the even one. Derivative: 0.
struct RoundToEven: FloatUnaryOperation {
  static let name = "roundToEven"
  static let stableHLO = "round_nearest_even"
  static let elementCost = 1
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { x.rounded(.toNearestOrEven) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { nil }
}

extension Node {
  /// The nearest whole number, ties to even.
  public func roundToEven() -> Node { .make(RoundToEven(), self) }
}
