/// Reads JSON front to back, each value as the type that the caller expects there.
///
/// Foundation's decoder keeps one of two equal keys without a word, and gives no offset for a value of the wrong type;
/// for a file of weights either would load wrong numbers. Nothing is built that the caller did not ask for, so memory
/// stays in proportion to the text.
struct StrictJSONReader {
  private let text: ArraySlice<UInt8>
  private var position: Int

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    position = text.startIndex
  }

  var offset: Int { position - text.startIndex }

  func problem(expected what: String) -> JSONProblem { .expected(what, offset: offset) }

  func peek() -> UInt8? { position < text.endIndex ? text[position] : nil }

  mutating func next() -> UInt8? {
    guard let byte = peek() else { return nil }
    position += 1
    return byte
  }

  mutating func skipWhitespace() {
    while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
  }

  /// The first byte of what comes after white space.
  mutating func peekValue() -> UInt8? {
    skipWhitespace()
    return peek()
  }

  /// Takes `mark` if it is what comes after white space.
  mutating func take(_ mark: Character) -> Bool {
    guard let ascii = mark.asciiValue, peekValue() == ascii else { return false }
    position += 1
    return true
  }

  mutating func require(_ mark: Character, or expected: String? = nil) throws(JSONProblem) {
    guard take(mark) else { throw problem(expected: expected ?? "“\(mark)”") }
  }

  /// Calls `member` for each key; it must read the value.
  mutating func readObject(
    _ what: String, _ member: (inout StrictJSONReader, String) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    try require("{", or: what)
    if take("}") { return }
    var keys: Set<String> = []
    repeat {
      skipWhitespace()
      let keyOffset = offset
      let key = try readString("a key in quotes")
      guard keys.insert(key).inserted else { throw .duplicateKey(key, offset: keyOffset) }
      try require(":")
      try member(&self, key)
    } while take(",")
    try require("}", or: "“,” or “}”")
  }

  /// Calls `element` for each element; it must read it.
  mutating func readArray(
    _ what: String, _ element: (inout StrictJSONReader) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    try require("[", or: what)
    if take("]") { return }
    repeat { try element(&self) } while take(",")
    try require("]", or: "“,” or “]”")
  }

  /// Requires that nothing but white space is left.
  mutating func finish() throws(JSONProblem) {
    guard peekValue() == nil else { throw problem(expected: "nothing but spaces after the last “}”") }
  }
}
