extension StrictJSONReader {
  /// Reads a string: valid UTF-8, control characters escaped, surrogates in pairs.
  mutating func readString(_ what: String) throws(JSONProblem) -> String {
    guard take("\"") else { throw problem(expected: what) }
    let start = offset
    var bytes: [UInt8] = []
    while let byte = next() {
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: bytes, as: UTF8.self) else { throw .expected("valid UTF-8", offset: start) }
        return string
      case UInt8(ascii: "\\"): bytes.append(contentsOf: try readEscape())
      case 0..<0x20: throw .expected("an escape instead of a control character", offset: offset - 1)
      default: bytes.append(byte)
      }
    }
    throw problem(expected: "the quote that ends a string")
  }

  private mutating func readEscape() throws(JSONProblem) -> [UInt8] {
    let mistake = problem(expected: "an escape that JSON knows")
    switch next() {
    case UInt8(ascii: "\""): return [UInt8(ascii: "\"")]
    case UInt8(ascii: "\\"): return [UInt8(ascii: "\\")]
    case UInt8(ascii: "/"): return [UInt8(ascii: "/")]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"):
      guard let scalar = Unicode.Scalar(try readCodePoint()) else { throw mistake }
      return Array(UTF8.encode(scalar).map(Array.init) ?? [])
    default: throw mistake
    }
  }

  /// The code point after `\u`; a leading surrogate takes the escape of its trailing one with it.
  private mutating func readCodePoint() throws(JSONProblem) -> UInt32 {
    let unit = try readFourHexDigits()
    guard (0xD800...0xDBFF).contains(unit) else { return unit }
    let mistake = problem(expected: "the second half of a surrogate pair")
    guard next() == UInt8(ascii: "\\"), next() == UInt8(ascii: "u") else { throw mistake }
    let second = try readFourHexDigits()
    guard (0xDC00...0xDFFF).contains(second) else { throw mistake }
    return 0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)
  }

  private mutating func readFourHexDigits() throws(JSONProblem) -> UInt32 {
    let mistake = problem(expected: "four hexadecimal digits")
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw mistake }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
