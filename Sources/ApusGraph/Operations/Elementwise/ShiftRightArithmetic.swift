/// The bits of a, b places down, with copies of the top bit from above, whether or not the type has a sign.
struct ShiftRightArithmetic: IntegerBinaryOperation {
  static let name = "shiftRightArithmetic"
  static let stableHLO = "shift_right_arithmetic"
  static let dtypes = DType.integers
  static func apply<T: FixedWidthInteger>(_ a: T, _ b: T) -> T {
    let places = T.Magnitude(truncatingIfNeeded: b), bits = T.Magnitude(truncatingIfNeeded: a)
    let isNegative = bits.leadingZeroBitCount == 0
    let fill: T.Magnitude = isNegative ? .max : 0
    if places >= T.bitWidth { return T(truncatingIfNeeded: fill) }
    return T(truncatingIfNeeded: bits >> places | (isNegative ? ~(T.Magnitude.max >> places) : 0))
  }
}

extension Node {
  /// The bits of a, b places down, with copies of the top bit from above; the shapes are broadcast.
  public static func shiftRightArithmetic(_ a: Node, _ b: Node) -> Node { broadcasting(ShiftRightArithmetic(), a, b) }
}
