import RealModule

/// 1/√x; infinite at 0, NaN below. Derivative: −1 / (2x√x).
struct Rsqrt: FloatUnaryOperation {
  static let name = "rsqrt"
  static let stableHLO = "rsqrt"
  static let elementCost = 2
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { 1 / .sqrt(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { cotangent * -0.5 * result / operand }
}

extension Node {
  /// 1/√x
  public func rsqrt() -> Node { .make(Rsqrt(), self) }
}
