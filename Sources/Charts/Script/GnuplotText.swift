/// Text as gnuplot reads it.
enum GnuplotText {
  /// A string in double quotes in which nothing but the string is seen.
  ///
  /// gnuplot runs what stands between backquotes as a program, even in double quotes, and replaces `@` and a name by that variable's
  /// text. So every character with a meaning is written as the number of its byte, as are line breaks; other control characters, which
  /// no picture can show, become spaces. Commands that show such a string say `noenhanced`, without which `_` or `^` would be markup.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "'", "\\", "`", "@", "$", "#", "\n": quoted += octal(scalar)
      case _ where scalar.properties.generalCategory == .control || scalar.properties.isNoncharacterCodePoint: quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// A number, `NaN` for a gap.
  static func number(_ number: Double) -> String { number.isFinite ? "\(number)" : "NaN" }

  /// A range in brackets, from its upper end if it is reversed.
  static func range(_ range: ClosedRange<Double>, isReversed: Bool = false) -> String {
    let ends = [range.lowerBound, range.upperBound].map(number)
    return "[" + (isReversed ? ends.reversed() : ends).joined(separator: ":") + "]"
  }

  private static func octal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 8)
    return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
