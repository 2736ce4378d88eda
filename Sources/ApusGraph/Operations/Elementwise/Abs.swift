/// The absolute value. The least signed integer stays what it is. Derivative: the sign of x, 0 at 0.
struct Abs: NumberUnaryOperation {
  static let name = "abs"
  static let stableHLO = "abs"
  static let dtypes = DType.allCases.filter { $0.isFloatingPoint || $0.isSignedInteger }
  static func apply<T: NumberElement>(_ x: T) -> T { x < .zeroValue ? .negating(x) : x == .zeroValue ? .zeroValue : x }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { cotangent * operand.sign() }
}

extension Node {
  /// |x|
  public func abs() -> Node { .make(Abs(), self) }
}
