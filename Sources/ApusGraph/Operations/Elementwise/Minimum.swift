/// The smaller of two numbers; NaN if either is NaN. Where both are equal each takes half of the cotangent.
struct Minimum: NumberBinaryOperation {
  static let name = "minimum"
  static let stableHLO = "minimum"
  static func apply<T: NumberElement>(_ a: T, _ b: T) -> T { a.isNotANumber ? a : b.isNotANumber ? b : b < a ? b : a }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.extremum(Self.stableHLO, operands[0], operands[1])
  }

  static func pullback(_ cotangent: Node, _ left: Node, _ right: Node, _ result: Node) -> (Node?, Node?) {
    extremumPullback(cotangent, left, right, .less)
  }
}

extension Node {
  /// The smaller of two numbers; the shapes are broadcast.
  public static func minimum(_ a: Node, _ b: Node) -> Node { broadcasting(Minimum(), a, b) }
}
