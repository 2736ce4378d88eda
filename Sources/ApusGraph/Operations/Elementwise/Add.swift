/// `a + b`. Integers wrap around. Derivative: 1 and 1.
struct Add: NumberBinaryOperation {
  static let name = "add"
  static let stableHLO = "add"
  static func apply<T: NumberElement>(_ a: T, _ b: T) -> T { .adding(a, b) }
  static func pullback(_ cotangent: Node, _ left: Node, _ right: Node, _ result: Node) -> (Node?, Node?) { (cotangent, cotangent) }
}
