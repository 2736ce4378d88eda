import RealModule

/// aᵇ. A negative a has real powers only at whole numbers b, elsewhere NaN; a⁰ is 1 for every a.
///
/// Derivative: b·aᵇ⁻¹ and aᵇ·log a, the latter 0 where a is not positive.
struct Power: FloatBinaryOperation {
  static let name = "power"
  static let stableHLO = "power"

  static func apply<T: Real & BinaryFloatingPoint>(_ a: T, _ b: T) -> T {
    // Real.pow is exp(b·log a), which knows neither negative bases nor 0⁰.
    if b == 0 || a == 1 { return 1 }
    guard a < 0 else { return .pow(a, b) }
    guard b.rounded(.towardZero) == b else { return a == -.infinity ? .pow(-a, b) : .nan }
    let isOdd = b.truncatingRemainder(dividingBy: 2).magnitude == 1
    return isOdd ? -.pow(-a, b) : .pow(-a, b)
  }

  static func pullback(_ cotangent: Node, _ left: Node, _ right: Node, _ result: Node) -> (Node?, Node?) {
    let zero = left.like(0), one = left.like(1)
    // 0·0⁻¹ is NaN; the derivative of a⁰ is 0.
    let isUnit = Node.and(.compare(left, zero, .equal), .compare(right, zero, .equal))
    let lowered = Node.power(left, .select(isUnit, one, right) - 1)
    let isPositive = Node.compare(left, zero, .greater)
    let logarithm = Node.select(isPositive, Node.select(isPositive, left, one).log(), zero)
    return (cotangent * right * lowered, cotangent * result * logarithm)
  }
}

extension Node {
  /// aᵇ; the shapes are broadcast.
  public static func power(_ a: Node, _ b: Node) -> Node { broadcasting(Power(), a, b) }
}
