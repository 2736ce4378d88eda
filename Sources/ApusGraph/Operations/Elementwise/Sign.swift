/// −1, 0 or 1; the sign of a zero stays, NaN stays NaN. Derivative: 0.
struct Sign: NumberUnaryOperation {
  static let name = "sign"
  static let stableHLO = "sign"
  static let dtypes = DType.allCases.filter { $0.isFloatingPoint || $0.isSignedInteger }
  static func apply<T: NumberElement>(_ x: T) -> T { x < .zeroValue ? .negating(.oneValue) : x > .zeroValue ? .oneValue : x }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { nil }
}

extension Node {
  /// −1 below zero, 1 above it, 0 at it.
  public func sign() -> Node { .make(Sign(), self) }
}
