/// The larger of two numbers; NaN if either is NaN. Where both are equal each takes half of the cotangent.
struct Maximum: NumberBinaryOperation {
  static let name = "maximum"
  static let stableHLO = "maximum"
  static func apply<T: NumberElement>(_ a: T, _ b: T) -> T { a.isNotANumber ? a : b.isNotANumber ? b : a < b ? b : a }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.extremum(Self.stableHLO, operands[0], operands[1])
  }

  static func pullback(_ cotangent: Node, _ left: Node, _ right: Node, _ result: Node) -> (Node?, Node?) {
    extremumPullback(cotangent, left, right, .greater)
  }
}

/// The cotangent goes to the operand that `wins` over the other; equal ones share it.
func extremumPullback(_ cotangent: Node, _ left: Node, _ right: Node, _ wins: Comparison) -> (Node, Node) {
  let half = cotangent * cotangent.like(0.5), none = cotangent.like(0), equal = Node.compare(left, right, .equal)
  let leftWins = Node.compare(left, right, wins), rightWins = Node.compare(right, left, wins)
  return (
    .select(leftWins, cotangent, .select(equal, half, none)),
    .select(rightWins, cotangent, .select(equal, half, none))
  )
}

extension Node {
  /// The larger of two numbers; the shapes are broadcast.
  public static func maximum(_ a: Node, _ b: Node) -> Node { broadcasting(Maximum(), a, b) }
}
