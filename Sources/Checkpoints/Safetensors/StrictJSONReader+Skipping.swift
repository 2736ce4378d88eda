extension StrictJSONReader {
  /// Reads any value and drops it, as strictly as if it were kept.
  ///
  /// - Parameter depth: how deeply arrays and objects may still nest, which bounds the stack that a hostile file can use.
  mutating func skipValue(depth: Int = 64) throws(JSONProblem) {
    guard depth > 0 else { throw problem(expected: "fewer arrays and objects inside each other") }
    switch peekValue() {
    case UInt8(ascii: "{"):
      try readObject("an object") { json, _ throws(JSONProblem) in try json.skipValue(depth: depth - 1) }
    case UInt8(ascii: "["):
      try readArray("an array") { json throws(JSONProblem) in try json.skipValue(depth: depth - 1) }
    case UInt8(ascii: "\""): _ = try readString("a string")
    case UInt8(ascii: "t"): try skipWord("true")
    case UInt8(ascii: "f"): try skipWord("false")
    case UInt8(ascii: "n"): try skipWord("null")
    default: try skipNumber()
    }
  }

  mutating func skipWord(_ word: StaticString) throws(JSONProblem) {
    let mistake = problem(expected: "\(word)")
    for character in "\(word)".utf8 where next() != character { throw mistake }
  }

  private mutating func skipNumber() throws(JSONProblem) {
    let mistake = problem(expected: "a value")
    if peek() == UInt8(ascii: "-") { _ = next() }
    guard let first = digit() else { throw mistake }
    if first == 0 {
      guard digit() == nil else { throw mistake }
    } else {
      skipDigits()
    }
    if peek() == UInt8(ascii: ".") {
      _ = next()
      guard digit() != nil else { throw mistake }
      skipDigits()
    }
    if let byte = peek(), byte | 0x20 == UInt8(ascii: "e") {
      _ = next()
      if let sign = peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { _ = next() }
      guard digit() != nil else { throw mistake }
      skipDigits()
    }
  }

  private mutating func skipDigits() {
    while digit() != nil {}
  }
}
