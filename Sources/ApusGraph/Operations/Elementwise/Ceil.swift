import RealModule

/// The smallest whole number that is not below x. Derivative: 0.
struct Ceil: FloatUnaryOperation {
  static let name = "ceil"
  static let stableHLO = "ceil"
  static let elementCost = 1
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { x.rounded(.up) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { nil }
}

extension Node {
  /// ⌈x⌉
  public func ceil() -> Node { .make(Ceil(), self) }
}
