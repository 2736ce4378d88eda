import RealModule

/// The natural logarithm; NaN below zero. Derivative: 1/x.
struct Log: FloatUnaryOperation {
  static let name = "log"
  static let stableHLO = "log"
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { .log(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { cotangent / operand }
}

extension Node {
  /// The natural logarithm.
  public func log() -> Node { .make(Log(), self) }
}
