#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A finite number as decimal digits: d.ddd · 10^exponent, without zeros at either end; no digits for zero.
struct DecimalDigits {
  var isNegative = false
  var digits: [UInt8] = []
  var exponent = 0

  /// - Parameter text: as Swift and C print a finite floating-point number, such as `-12.5` or `1e-05`.
  init(_ text: String) {
    var point: Int?
    var power = 0
    let parts = text.split(separator: "e")
    for character in (parts.first ?? "").utf8 {
      switch character {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(character - UInt8(ascii: "0"))
      default: point = digits.count  // a comma where the process has set such a locale
      }
    }
    if parts.count > 1 { power = Int(parts[1]) ?? 0 }
    exponent = (point ?? digits.count) - 1 + power
    trim()
  }

  private mutating func trim() {
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    exponent = digits.isEmpty ? 0 : exponent - zeros
    while digits.last == 0 { digits.removeLast() }
  }

  /// `value` to `count` significant digits, rounded from its exact binary value.
  init(_ value: Double, count: Int) {
    // The C library rounds exactly; Swift's own text is the shortest that tells a number from its neighbours.
    var buffer = [CChar](repeating: 0, count: 32 + count)
    _ = withVaList([Int32(count - 1), value]) { vsnprintf(&buffer, buffer.count, "%.*e", $0) }
    self.init(buffer.withUnsafeBufferPointer { String(decoding: $0.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) })
  }

  /// The digits before and after the point in positional notation, with at least one of each.
  var positional: (whole: String, fraction: String) {
    let zero = digits.isEmpty || exponent < 0
    let whole = zero ? "0" : (0...exponent).map { String($0 < digits.count ? digits[$0] : 0) }.joined()
    let leading = exponent < 0 ? String(repeating: "0", count: -exponent - 1) : ""
    let fraction = leading + digits.dropFirst(Swift.max(0, exponent + 1)).map { String($0) }.joined()
    return ((isNegative ? "-" : "") + whole, fraction.isEmpty ? "0" : fraction)
  }

  /// The parts of scientific notation: one digit before the point, at least one after it, and an exponent such as `-05`.
  var scientific: (whole: String, fraction: String, exponent: String) {
    let fraction = digits.dropFirst().map { String($0) }.joined()
    let power = String(exponent.magnitude)
    return (
      (isNegative ? "-" : "") + String(digits.first ?? 0), fraction.isEmpty ? "0" : fraction,
      (exponent < 0 ? "-" : "+") + (power.count < 2 ? "0" + power : power)
    )
  }
}
