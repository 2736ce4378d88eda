/// What is left of a after whole multiples of b, with the sign of a; an integer by 0 leaves a.
///
/// Derivative: 1, and −q for the whole number q = (a − r) / b.
struct Remainder: NumberBinaryOperation {
  static let name = "remainder"
  static let stableHLO = "remainder"
  static func apply<T: NumberElement>(_ a: T, _ b: T) -> T { .remainder(a, b) }
  static func pullback(_ cotangent: Node, _ left: Node, _ right: Node, _ result: Node) -> (Node?, Node?) {
    (cotangent, -(cotangent * ((left - result) / right).roundToEven()))
  }
}

extension Node {
  /// What is left of `a` after whole multiples of `b`, with the sign of `a`; the shapes are broadcast.
  public static func remainder(_ a: Node, _ b: Node) -> Node { broadcasting(Remainder(), a, b) }
}
