import WireFormats

/// A message of TensorFlow's files, with those of its fields that are used here; others are skipped.
///
/// The numbers of fields are those of TensorFlow's definitions (<https://github.com/tensorflow/tensorflow>, `tensorflow/core`), where
/// they do not change.
protocol TensorFlowMessage {
  init(_ message: ProtobufReader) throws(WireProblem)
  func write(to message: inout ProtobufWriter)
}

extension TensorFlowMessage {
  init(bytes: ArraySlice<UInt8>) throws(WireProblem) { try self.init(ProtobufReader(bytes)) }

  var bytes: [UInt8] {
    var message = ProtobufWriter()
    write(to: &message)
    return message.bytes
  }
}

extension ProtobufWriter {
  mutating func message(_ field: Int, _ content: some TensorFlowMessage) { message(field) { content.write(to: &$0) } }

  mutating func messages(_ field: Int, _ contents: [some TensorFlowMessage]) { for content in contents { message(field, content) } }

  /// A map, its keys in bytewise order so that equal contents make equal bytes.
  mutating func map<Value>(_ field: Int, _ entries: [String: Value], _ write: (inout ProtobufWriter, Value) -> Void) {
    for (key, value) in entries.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      message(field) { entry in
        entry.string(1, key)
        write(&entry, value)
      }
    }
  }

  mutating func map(_ field: Int, _ entries: [String: some TensorFlowMessage]) { map(field, entries) { $0.message(2, $1) } }

  mutating func map(_ field: Int, _ entries: [String: String]) { map(field, entries) { $0.string(2, $1) } }
}

extension ProtobufField {
  func content<Message: TensorFlowMessage>(_: Message.Type = Message.self) throws(WireProblem) -> Message { try Message(message()) }

  /// The key and the value of an entry of a map; an absent value is an empty message.
  func entry<Message: TensorFlowMessage>(_: Message.Type = Message.self) throws(WireProblem) -> (key: String, value: Message) {
    var key = "", value = ArraySlice<UInt8>()
    var reader = try message()
    while let field = try reader.next() {
      if field.number == 1 { key = try field.string() }
      if field.number == 2 { value = try field.block() }
    }
    return (key, try Message(bytes: value))
  }

  /// The key and the value of an entry of a map of texts.
  func textEntry() throws(WireProblem) -> (key: String, value: String) {
    var key = "", value = ""
    var reader = try message()
    while let field = try reader.next() {
      if field.number == 1 { key = try field.string() }
      if field.number == 2 { value = try field.string() }
    }
    return (key, value)
  }
}
