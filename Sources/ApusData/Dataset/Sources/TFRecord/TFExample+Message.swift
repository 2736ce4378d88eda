import WireFormats

// The messages of tensorflow/core/example/feature.proto and example.proto: an example has its features in field 1, these are a map from
// names to features in field 1, and a feature is one of three lists, each with its values in field 1.
extension TFExample {
  /// The message, names in alphabetical order: equal examples have equal bytes.
  public var serialized: [UInt8] {
    var message = ProtobufWriter()
    message.message(1) { features in
      for (name, feature) in self.features.sorted(by: { $0.key < $1.key }) {
        features.message(1) { entry in
          entry.string(1, name)
          entry.message(2) { feature.write(to: &$0) }
        }
      }
    }
    return message.bytes
  }

  /// - Throws: `WireProblem`.
  init(parsing bytes: [UInt8]) throws(WireProblem) {
    var features: [String: Feature] = [:]
    var message = ProtobufReader(bytes[...])
    while let field = try message.next() {
      guard field.number == 1 else { continue }
      var map = try field.message()
      while let entry = try map.next() {
        guard entry.number == 1 else { continue }
        let (name, feature) = try Self.entry(try entry.message())
        features[name] = feature
      }
    }
    self.init(features)
  }

  private static func entry(_ reader: ProtobufReader) throws(WireProblem) -> (String, Feature?) {
    var reader = reader
    var (name, feature): (String, Feature?) = ("", nil)
    while let field = try reader.next() {
      switch field.number {
      case 1: name = try field.string()
      case 2: feature = try Feature(try field.message())
      default: break
      }
    }
    return (name, feature)
  }
}

extension TFExample.Feature {
  fileprivate func write(to feature: inout ProtobufWriter) {
    switch self {
    case .bytes(let list): feature.message(1) { message in for bytes in list { message.block(1, bytes) } }
    case .floats(let list):
      feature.message(2) { message in
        var bytes: [UInt8] = []
        for number in list { bytes.appendLittleEndian(number.bitPattern) }
        if !list.isEmpty { message.block(1, bytes) }
      }
    case .integers(let list):
      feature.message(3) { message in if !list.isEmpty { message.packed(1, list.map { UInt64(bitPattern: $0) }) } }
    }
  }

  /// `nil` for a feature of no type.
  fileprivate init?(_ reader: ProtobufReader) throws(WireProblem) {
    var reader = reader
    var result: Self?
    while let field = try reader.next() {
      var list = try field.message()
      switch field.number {
      case 1:
        var values: [[UInt8]] = []
        while let value = try list.next() { if value.number == 1 { values.append(Array(try value.block())) } }
        result = .bytes(values)
      case 2:
        var values: [Float] = []
        while let value = try list.next() { if value.number == 1 { values += try Self.floats(value) } }
        result = .floats(values)
      case 3:
        var values: [Int64] = []
        while let value = try list.next() { if value.number == 1 { values += try Self.integers(value) } }
        result = .integers(values)
      default: break
      }
    }
    guard let result else { return nil }
    self = result
  }

  // Lists of numbers are packed into one field by most writers, and some give each number a field.
  private static func floats(_ field: ProtobufField) throws(WireProblem) -> [Float] {
    if let single = try? field.float() { return [single] }
    var reader = ByteReader(try field.block())
    var numbers: [Float] = []
    while !reader.isAtEnd { numbers.append(Float(bitPattern: try reader.readLittleEndian())) }
    return numbers
  }

  private static func integers(_ field: ProtobufField) throws(WireProblem) -> [Int64] {
    if let single = try? field.integer() { return [single] }
    var reader = ByteReader(try field.block())
    var numbers: [Int64] = []
    while !reader.isAtEnd { numbers.append(Int64(bitPattern: try reader.readVarint())) }
    return numbers
  }
}
