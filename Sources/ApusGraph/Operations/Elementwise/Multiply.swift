/// `a · b`. Integers wrap around. Derivative: b and a.
struct Multiply: NumberBinaryOperation {
  static let name = "multiply"
  static let stableHLO = "multiply"
  static func apply<T: NumberElement>(_ a: T, _ b: T) -> T { .multiplying(a, b) }
  static func pullback(_ cotangent: Node, _ left: Node, _ right: Node, _ result: Node) -> (Node?, Node?) {
    (cotangent * right, cotangent * left)
  }
  func pullback(_ cotangent: Node, operands: [Node], result: Node, wanted: OperandSet) -> [Node?] {
    if operands[0] === operands[1] {  // a square, whose halves are the same
      let half = cotangent * operands[0]
      return [half, half]
    }
    return [wanted.contains(0) ? cotangent * operands[1] : nil, wanted.contains(1) ? cotangent * operands[0] : nil]
  }
}
