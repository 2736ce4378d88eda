import RealModule

/// The angle in radians, −π to π, of the point (x, y) = (right, left). Derivative: x / (x² + y²) and −y / (x² + y²).
struct Atan2: FloatBinaryOperation {
  static let name = "atan2"
  static let stableHLO = "atan2"
  static func apply<T: Real & BinaryFloatingPoint>(_ a: T, _ b: T) -> T { .atan2(y: a, x: b) }
  static func pullback(_ cotangent: Node, _ left: Node, _ right: Node, _ result: Node) -> (Node?, Node?) {
    let scaled = cotangent / (left * left + right * right)
    return (scaled * right, -(scaled * left))
  }
}

extension Node {
  /// The angle in radians of the point (`x`, `y`); the shapes are broadcast.
  public static func atan2(y: Node, x: Node) -> Node { broadcasting(Atan2(), y, x) }
}
