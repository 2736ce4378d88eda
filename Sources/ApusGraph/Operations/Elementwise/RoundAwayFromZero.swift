import RealModule

/// The nearest whole number; from the middle between two, the one farther from 0. Derivative: 0.
struct RoundAwayFromZero: FloatUnaryOperation {
  static let name = "roundAwayFromZero"
  static let stableHLO = "round_nearest_afz"
  static let elementCost = 1
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { x.rounded(.toNearestOrAwayFromZero) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { nil }
}

extension Node {
  /// The nearest whole number, ties away from zero.
  public func roundAwayFromZero() -> Node { .make(RoundAwayFromZero(), self) }
}
