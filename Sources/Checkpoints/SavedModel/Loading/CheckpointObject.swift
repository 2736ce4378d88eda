import WireFormats

/// `TrackableObject`: an object that a checkpoint has tensors of.
struct CheckpointObject {
  private(set) var members: [String: Int] = [:]
  /// The key of its own tensor.
  private(set) var key: String?

  /// Reads `TrackableObjectGraph`, as far as values of variables are found by it.
  static func read(_ message: [UInt8]) throws(WireProblem) -> [CheckpointObject] {
    var reader = ProtobufReader(message[...])
    var objects: [CheckpointObject] = []
    while let field = try reader.next() { if field.number == 1 { objects.append(try CheckpointObject(field.message())) } }
    return objects
  }

  private init(_ message: ProtobufReader) throws(WireProblem) {
    var reader = message
    while let field = try reader.next() {
      if field.number == 1 { try readMember(field.message()) }
      if field.number == 2 { try readAttribute(field.message()) }
    }
  }

  private mutating func readMember(_ message: ProtobufReader) throws(WireProblem) {
    var reader = message
    var name = "", object = 0
    while let field = try reader.next() {
      if field.number == 1 { object = Int(try field.integer()) }
      if field.number == 2 { name = try field.string() }
    }
    members[name] = object
  }

  private mutating func readAttribute(_ message: ProtobufReader) throws(WireProblem) {
    var reader = message
    var name = "", key = ""
    while let field = try reader.next() {
      if field.number == 1 { name = try field.string() }
      if field.number == 3 { key = try field.string() }
    }
    if name == "VARIABLE_VALUE" { self.key = key }
  }
}
