/// `−x`. Derivative: −1.
struct Negate: NumberUnaryOperation {
  static let name = "negate"
  static let stableHLO = "negate"
  static func apply<T: NumberElement>(_ x: T) -> T { .negating(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { -cotangent }
}
