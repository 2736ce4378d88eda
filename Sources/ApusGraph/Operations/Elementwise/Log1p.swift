import RealModule

/// log(1 + x), exact to the last digits near 0; NaN below −1. Derivative: 1 / (1 + x).
struct Log1p: FloatUnaryOperation {
  static let name = "log1p"
  static let stableHLO = "log_plus_one"
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { .log(onePlus: x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { cotangent / (operand + 1) }
}

extension Node {
  /// log(1 + x)
  public func log1p() -> Node { .make(Log1p(), self) }
}
