extension StrictJSONReader {
  /// Reads a whole number from 0 to `Int.max`; a sign, a fraction, an exponent or a leading zero is a mistake.
  mutating func readWholeNumber(_ what: String) throws(JSONProblem) -> Int {
    skipWhitespace()
    let mistake = problem(expected: what)
    guard let first = digit() else { throw mistake }
    var value = first
    while let following = digit() {
      let (tenfold, tooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = tenfold.addingReportingOverflow(following)
      guard first != 0, !tooLarge, !overflow else { throw mistake }
      value = sum
    }
    if let byte = peek(), byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e") { throw mistake }
    return value
  }

  mutating func digit() -> Int? {
    guard let byte = peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
    _ = next()
    return Int(byte - UInt8(ascii: "0"))
  }
}
