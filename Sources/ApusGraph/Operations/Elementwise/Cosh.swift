import RealModule

/// The hyperbolic cosine. Derivative: sinh x.
struct Cosh: CHLOUnaryOperation {
  static let name = "cosh"
  static let stableHLO = "cosh"
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { .cosh(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { cotangent * operand.sinh() }
}

extension Node {
  /// cosh x
  public func cosh() -> Node { .make(Cosh(), self) }
}
