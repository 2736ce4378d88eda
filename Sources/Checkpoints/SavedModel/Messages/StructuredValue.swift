import WireFormats

/// `StructuredValue`: a value of Python as far as signatures of functions are made of them.
indirect enum StructuredValue: Hashable {
  case none
  case text(String)
  case specification(name: String, shape: PartialShape, dtype: Int)
  case list([StructuredValue])
  case tuple([StructuredValue])
  case dictionary([String: StructuredValue])
  case namedTuple(String, [(key: String, value: StructuredValue)])
  /// One of a kind that is not used here.
  case other

  static func == (a: Self, b: Self) -> Bool { a.bytes == b.bytes }
  func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

  /// The specifications in it, those of a dictionary in the order of their keys.
  var specifications: [(name: String, shape: PartialShape, dtype: Int)] {
    switch self {
    case .specification(let name, let shape, let dtype): [(name, shape, dtype)]
    case .list(let values), .tuple(let values): values.flatMap(\.specifications)
    case .dictionary(let values):
      values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.flatMap { key, value in
        // A dictionary's key is the name by which the value is given.
        value.specifications.map { (key, $0.shape, $0.dtype) }
      }
    case .namedTuple(_, let values): values.flatMap(\.value.specifications)
    case .none, .text, .other: []
    }
  }
}

extension StructuredValue: TensorFlowMessage {
  /// Deeper than any signature, and shallow enough for any stack.
  private static let deepest = 32

  init(_ message: ProtobufReader) throws(WireProblem) { self = try Self.read(message, Self.deepest) }

  private static func read(_ message: ProtobufReader, _ depth: Int) throws(WireProblem) -> StructuredValue {
    var reader = message
    var value = StructuredValue.other
    guard depth > 0 else { return value }
    while let field = try reader.next() {
      switch field.number {
      case 1: value = .none
      case 13: value = .text(try field.string())
      case 33: value = try specification(field.message())
      case 51: value = .list(try elements(field.message(), depth))
      case 52: value = .tuple(try elements(field.message(), depth))
      case 53: value = try dictionary(field.message(), depth)
      default: break
      }
    }
    return value
  }

  private static func elements(_ message: ProtobufReader, _ depth: Int) throws(WireProblem) -> [StructuredValue] {
    var reader = message
    var values: [StructuredValue] = []
    while let field = try reader.next() { if field.number == 1 { values.append(try read(field.message(), depth - 1)) } }
    return values
  }

  private static func dictionary(_ message: ProtobufReader, _ depth: Int) throws(WireProblem) -> StructuredValue {
    var reader = message
    var values: [String: StructuredValue] = [:]
    while let field = try reader.next() {
      guard field.number == 1 else { continue }
      var entry = try field.message(), key = "", value = StructuredValue.other
      while let field = try entry.next() {
        if field.number == 1 { key = try field.string() }
        if field.number == 2 { value = try read(field.message(), depth - 1) }
      }
      values[key] = value
    }
    return .dictionary(values)
  }

  private static func specification(_ message: ProtobufReader) throws(WireProblem) -> StructuredValue {
    var reader = message
    var name = "", shape = PartialShape([]), dtype = 0
    while let field = try reader.next() {
      switch field.number {
      case 1: name = try field.string()
      case 2: shape = try field.content()
      case 3: dtype = Int(try field.integer())
      default: break
      }
    }
    return .specification(name: name, shape: shape, dtype: dtype)
  }

  func write(to message: inout ProtobufWriter) {
    switch self {
    case .none: message.message(1) { _ in }
    case .text(let text): message.string(13, text)
    case .specification(let name, let shape, let dtype):
      message.message(33) { specification in
        specification.string(1, name)
        specification.message(2, shape)
        specification.integer(3, Int64(dtype))
      }
    case .list(let values): message.message(51) { $0.messages(1, values) }
    case .tuple(let values): message.message(52) { $0.messages(1, values) }
    case .dictionary(let values): message.message(53) { $0.map(1, values) }
    case .namedTuple(let name, let values):
      message.message(54) { tuple in
        tuple.string(1, name)
        for (key, value) in values {
          tuple.message(2) { pair in
            pair.string(1, key)
            pair.message(2, value)
          }
        }
      }
    case .other: break
    }
  }
}
