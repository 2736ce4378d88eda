/// The header of a safetensors file as its JSON states it: the form is checked, whether it makes sense is not yet.
struct SafetensorsHeader {
  /// One tensor's description; the offsets count from the end of the header.
  struct Description {
    var name: String
    var dtype: String
    var shape: [Int]
    var begin: Int
    var end: Int
  }

  private(set) var descriptions: [Description] = []
  private(set) var metadata: [String: String] = [:]

  /// The key under which the metadata stand, which therefore cannot name a tensor.
  static let metadataKey = "__metadata__"

  /// The longest header that the official reader accepts.
  static let maximumByteCount = 100_000_000

  /// Reads the JSON of a header.
  ///
  /// It accepts what the official reader (the `safetensors` package, 0.8) accepts: white space before and after the
  /// object, although the format asks for `{` as the first byte; keys in a description that it does not know; `null`
  /// for the metadata. It is stricter in two things: no key may stand twice, tensor names included, where the official
  /// reader lets the last one win, and a description is an object, where that reader would also take an array. Keys
  /// count as equal when Swift's strings do, that is, up to Unicode's canonical equivalence.
  init(json text: ArraySlice<UInt8>) throws(JSONProblem) {
    var json = StrictJSONReader(text)
    var metadata: [String: String] = [:]
    var descriptions: [Description] = []
    try json.readObject("the “{” of the header") { json, key throws(JSONProblem) in
      if key == Self.metadataKey {
        metadata = try Self.readMetadata(&json)
      } else {
        descriptions.append(try Self.readDescription(of: key, &json))
      }
    }
    try json.finish()
    self.metadata = metadata
    self.descriptions = descriptions
  }

  private static func readMetadata(_ json: inout StrictJSONReader) throws(JSONProblem) -> [String: String] {
    var metadata: [String: String] = [:]
    if json.peekValue() == UInt8(ascii: "n") {
      try json.skipWord("null")
      return metadata
    }
    try json.readObject("an object of texts for “\(metadataKey)”") { json, key throws(JSONProblem) in
      metadata[key] = try json.readString("a text: metadata values are strings")
    }
    return metadata
  }

  private static func readDescription(
    of name: String, _ json: inout StrictJSONReader
  ) throws(JSONProblem) -> Description {
    var dtype: String?
    var shape: [Int]?
    var offsets: [Int]?
    try json.readObject("an object that describes “\(name)”") { json, key throws(JSONProblem) in
      switch key {
      case "dtype": dtype = try json.readString("the name of a dtype")
      case "shape": shape = try readNumbers("the shape of “\(name)”, an array of whole numbers", &json)
      case "data_offsets": offsets = try readNumbers("the offsets of “\(name)”, two whole numbers", &json)
      default: try json.skipValue()
      }
    }
    guard let dtype, let shape, let offsets, offsets.count == 2 else {
      throw json.problem(expected: "dtype, shape and two data_offsets in the description of “\(name)”")
    }
    return Description(name: name, dtype: dtype, shape: shape, begin: offsets[0], end: offsets[1])
  }

  private static func readNumbers(_ what: String, _ json: inout StrictJSONReader) throws(JSONProblem) -> [Int] {
    var numbers: [Int] = []
    try json.readArray(what) { json throws(JSONProblem) in numbers.append(try json.readWholeNumber(what)) }
    return numbers
  }
}
