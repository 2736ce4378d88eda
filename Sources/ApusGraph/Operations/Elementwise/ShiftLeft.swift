/// `a · 2ᵇ` without the bits that fall off; 0 if b, read without a sign, is the type's width or more.
struct ShiftLeft: IntegerBinaryOperation {
  static let name = "shiftLeft"
  static let stableHLO = "shift_left"
  static let dtypes = DType.integers
  static func apply<T: FixedWidthInteger>(_ a: T, _ b: T) -> T { T.Magnitude(truncatingIfNeeded: b) < T.bitWidth ? a << b : 0 }
}

extension Node {
  /// The bits of a, b places up; the shapes are broadcast.
  public static func shiftLeft(_ a: Node, _ b: Node) -> Node { broadcasting(ShiftLeft(), a, b) }
}
