import RealModule

/// log |Γ(x)|, infinite at 0 and the negative whole numbers. Derivative: the digamma function.
struct LogGamma: CHLOUnaryOperation {
  static let name = "logGamma"
  static let stableHLO = "lgamma"
  static let elementCost = 32
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { x == -.infinity ? .infinity : .logGamma(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { cotangent * operand.polygamma(0) }
}

extension Node {
  /// log |Γ(x)|
  public func logGamma() -> Node { .make(LogGamma(), self) }
}
