/// How the elements of one array are written so that they stand in columns.
struct Column<Scalar: TensorScalar> {
  private let floats: FloatColumn?
  private let width: Int

  init(_ scalars: [Scalar]) {
    let hugeness = Scalar.dtype == .float64 ? 1e8 : 1e6
    floats = Scalar.dtype.isFloatingPoint ? FloatColumn(scalars.map { FloatText($0) }, hugeness: hugeness) : nil
    width = floats == nil ? scalars.reduce(0) { Swift.max($0, "\($1)".count) } : 0
  }

  func text(of scalar: Scalar) -> String {
    if let floats { return floats.text(of: FloatText(scalar)) }
    return "\(scalar)".aligned(right: width)
  }
}

/// A number with the digits that tell it from others of its type.
struct FloatText {
  let value: Double
  let shortest: String

  init<Scalar: TensorScalar>(_ scalar: Scalar) {
    value = scalar.asDouble
    shortest = "\(scalar)"
  }

  /// The digits that tell the number from others of its type, at most `fraction` of them after the point of positional or scientific
  /// notation.
  func digits(fraction: Int, scientific: Bool) -> DecimalDigits {
    let short = DecimalDigits(shortest)
    let kept = fraction + 1 + (scientific ? 0 : short.exponent)
    return short.digits.count <= kept ? short : DecimalDigits(value, count: kept)
  }
}

extension String {
  func aligned(right width: Int) -> String { String(repeating: " ", count: Swift.max(0, width - count)) + self }
  func aligned(left width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }
}
