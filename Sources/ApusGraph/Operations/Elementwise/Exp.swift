import RealModule

/// eˣ. Derivative: eˣ.
struct Exp: FloatUnaryOperation {
  static let name = "exp"
  static let stableHLO = "exponential"
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { .exp(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { cotangent * result }
}

extension Node {
  /// eˣ
  public func exp() -> Node { .make(Exp(), self) }
}
