import RealModule

/// 1 / (1 + e⁻ˣ). Derivative: y(1 − y).
struct Sigmoid: FloatUnaryOperation {
  static let name = "sigmoid"
  static let stableHLO = "logistic"
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { 1 / (1 + .exp(-x)) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { cotangent * result * (1 - result) }
}

extension Node {
  /// 1 / (1 + e⁻ˣ)
  public func sigmoid() -> Node { .make(Sigmoid(), self) }
}
