/// Reads the Python dictionary in the header of an array, `{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }`, and nothing
/// else of Python.
struct PythonLiteralReader {
  struct Header {
    /// The type as it stands there, and without quotes where it is a text.
    var type: (source: String, text: String?)
    var isFortranOrder: Bool
    var shape: [Int]
  }

  private var rest: Substring.UTF8View

  init(_ text: String) { rest = Substring(text).utf8 }

  /// - Returns: `nil` for anything that NumPy does not write.
  mutating func readHeader() -> Header? {
    var type: (source: String, text: String?)?, isFortranOrder: Bool?, shape: [Int]?
    guard take("{") else { return nil }
    while !take("}") {
      guard let key = readString(), take(":") else { return nil }
      switch key {
      case "descr" where type == nil: type = readType()
      case "fortran_order" where isFortranOrder == nil: isFortranOrder = readTruth()
      case "shape" where shape == nil: shape = readTuple()
      default: return nil
      }
      if take(",") { continue }
      guard take("}") else { return nil }
      break
    }
    skipSpaces()
    guard rest.isEmpty, let type, let isFortranOrder, let shape else { return nil }
    return Header(type: type, isFortranOrder: isFortranOrder, shape: shape)
  }

  private mutating func skipSpaces() { rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }[...] }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    skipSpaces()
    guard rest.first == UInt8(ascii: mark) else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// A text in quotes of either kind, without escapes.
  private mutating func readString() -> String? {
    skipSpaces()
    guard let quote = rest.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
    let body = rest.dropFirst()
    guard let end = body.firstIndex(of: quote), !body[..<end].contains(UInt8(ascii: "\\")) else { return nil }
    rest = body[body.index(after: end)...]
    return String(Substring(body[..<end]))
  }

  /// A text, or the list by which NumPy describes records, which is only passed over.
  private mutating func readType() -> (source: String, text: String?)? {
    if let text = readString() { return ("“\(text)”", text) }
    guard rest.first == UInt8(ascii: "[") else { return nil }
    let start = rest
    var depth = 0
    while let byte = rest.first {
      rest = rest.dropFirst()
      if byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: "]") { depth -= 1 }
      if depth == 0 { return ("records: " + String(Substring(start[..<rest.startIndex])), nil) }
    }
    return nil
  }

  private mutating func readTruth() -> Bool? {
    skipSpaces()
    for (word, truth) in [("True", true), ("False", false)] where rest.starts(with: word.utf8) {
      rest = rest.dropFirst(word.utf8.count)
      return truth
    }
    return nil
  }

  /// Whole numbers in parentheses; a single one has a comma behind it.
  private mutating func readTuple() -> [Int]? {
    guard take("(") else { return nil }
    var numbers: [Int] = []
    while !take(")") {
      skipSpaces()
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard let number = Int(String(Substring(digits))) else { return nil }
      rest = rest.dropFirst(digits.count)
      numbers.append(number)
      if take(",") { continue }
      guard take(")"), numbers.count > 1 else { return nil }
      break
    }
    return numbers
  }
}
