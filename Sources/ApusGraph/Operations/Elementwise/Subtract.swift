/// `a − b`. Integers wrap around. Derivative: 1 and −1.
struct Subtract: NumberBinaryOperation {
  static let name = "subtract"
  static let stableHLO = "subtract"
  static func apply<T: NumberElement>(_ a: T, _ b: T) -> T { .subtracting(a, b) }
  static func pullback(_ cotangent: Node, _ left: Node, _ right: Node, _ result: Node) -> (Node?, Node?) { (cotangent, -cotangent) }
  func pullback(_ cotangent: Node, operands: [Node], result: Node, wanted: OperandSet) -> [Node?] {
    [wanted.contains(0) ? cotangent : nil, wanted.contains(1) ? -cotangent : nil]
  }
}
