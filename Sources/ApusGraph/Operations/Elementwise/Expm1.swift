import RealModule

/// eˣ − 1, exact to the last digits near 0. Derivative: eˣ.
struct Expm1: FloatUnaryOperation {
  static let name = "expm1"
  static let stableHLO = "exponential_minus_one"
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { .expMinusOne(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { cotangent * operand.exp() }
}

extension Node {
  /// eˣ − 1
  public func expm1() -> Node { .make(Expm1(), self) }
}
