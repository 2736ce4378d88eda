/// NumPy's way of writing floating-point numbers in a column: points under each other, at most eight digits after them, all numbers
/// in scientific notation where one is tiny or huge or their sizes differ by more than a thousand times.
///
/// Unlike NumPy, which writes `1.`, a whole number has a zero after the point.
struct FloatColumn {
  private static let precision = 8
  private let isScientific: Bool
  private var wholeWidth = 0
  private var fractionWidth = 0
  private var exponentWidth = 0

  /// - Parameter hugeness: where numbers of the type are written in scientific notation: 10⁸ for `Double`, 10⁶ for types of fewer digits.
  init(_ numbers: [FloatText], hugeness: Double) {
    let finite = numbers.filter(\.value.isFinite)
    let sizes = finite.map(\.value.magnitude).filter { $0 != 0 }
    let largest = sizes.max() ?? 1, smallest = sizes.min() ?? 1
    isScientific = largest >= hugeness || smallest < 1e-4 || largest / smallest > 1000
    for number in finite {
      let (whole, fraction, exponent) = parts(of: number)
      wholeWidth = Swift.max(wholeWidth, whole.count)
      fractionWidth = Swift.max(fractionWidth, fraction.count)
      exponentWidth = Swift.max(exponentWidth, exponent.count)
    }
    if finite.isEmpty { fractionWidth = -1 }  // no point either
    for number in numbers where !number.value.isFinite {
      wholeWidth = Swift.max(wholeWidth, number.shortest.count - width + wholeWidth)
    }
  }

  private var width: Int { wholeWidth + 1 + fractionWidth + (isScientific ? 1 + exponentWidth : 0) }

  private func parts(of number: FloatText) -> (whole: String, fraction: String, exponent: String) {
    let digits = number.digits(fraction: Self.precision, scientific: isScientific)
    if isScientific { return digits.scientific }
    let (whole, fraction) = digits.positional
    return (whole, fraction, "")
  }

  func text(of number: FloatText) -> String {
    if !number.value.isFinite { return number.shortest.aligned(right: width) }
    if isScientific { return scientificText(of: number) }
    let (whole, fraction, _) = parts(of: number)
    return whole.aligned(right: wholeWidth) + "." + fraction.aligned(left: fractionWidth)
  }

  /// All numbers have as many digits as the longest one needs, so that the exponents stand in a column.
  private func scientificText(of number: FloatText) -> String {
    let (whole, fraction, exponent) = DecimalDigits(number.value, count: fractionWidth + 1).scientific
    let zeros = String(repeating: "0", count: fractionWidth - fraction.count)
    // A longer exponent than this number's own is filled after its sign.
    let power = exponent.prefix(1) + String(repeating: "0", count: exponentWidth - exponent.count) + exponent.dropFirst()
    return whole.aligned(right: wholeWidth) + "." + fraction + zeros + "e" + power
  }
}
