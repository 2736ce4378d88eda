import RealModule

/// The largest whole number that is not above x. Derivative: 0.
struct Floor: FloatUnaryOperation {
  static let name = "floor"
  static let stableHLO = "floor"
  static let elementCost = 1
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { x.rounded(.down) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { nil }
}

extension Node {
  /// ⌊x⌋
  public func floor() -> Node { .make(Floor(), self) }
}
