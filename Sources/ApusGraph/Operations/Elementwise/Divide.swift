/// `a / b`. Integer division truncates; by zero it gives −1 (all ones), as XLA defines it. Derivative: 1/b and −a/b².
struct Divide: NumberBinaryOperation {
  static let name = "divide"
  static let stableHLO = "divide"
  static func apply<T: NumberElement>(_ a: T, _ b: T) -> T { .dividing(a, b) }
  static func pullback(_ cotangent: Node, _ left: Node, _ right: Node, _ result: Node) -> (Node?, Node?) {
    (cotangent / right, -(cotangent * result / right))
  }
  func pullback(_ cotangent: Node, operands: [Node], result: Node, wanted: OperandSet) -> [Node?] {
    [wanted.contains(0) ? cotangent / operands[1] : nil, wanted.contains(1) ? -(cotangent * result / operands[1]) : nil]
  }
}
