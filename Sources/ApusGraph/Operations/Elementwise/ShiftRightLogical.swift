/// The bits of a, b places down, with zeros from above; 0 if b, read without a sign, is the type's width or more.
struct ShiftRightLogical: IntegerBinaryOperation {
  static let name = "shiftRightLogical"
  static let stableHLO = "shift_right_logical"
  static let dtypes = DType.integers
  static func apply<T: FixedWidthInteger>(_ a: T, _ b: T) -> T {
    let places = T.Magnitude(truncatingIfNeeded: b)
    return places < T.bitWidth ? T(truncatingIfNeeded: T.Magnitude(truncatingIfNeeded: a) >> places) : 0
  }
}

extension Node {
  /// The bits of a, b places down, with zeros from above; the shapes are broadcast.
  public static func shiftRightLogical(_ a: Node, _ b: Node) -> Node { broadcasting(ShiftRightLogical(), a, b) }
}
