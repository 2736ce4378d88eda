import WireFormats

/// `MetaGraphDef`: what `saved_model.pb` holds for one set of tags.
struct MetaGraph: TensorFlowMessage, Hashable {
  var tags: [String] = []
  var graph = GraphDefinition()
  var signatures: [String: SignatureDefinition] = [:]
  var objects = SavedObjectGraph()
  /// Whether the main graph has the operations by which variables are restored from a checkpoint.
  var saver: Saver?

  /// `SaverDef`: the names of operations of the main graph that save and restore.
  struct Saver: Hashable {
    var fileName: String
    var save: String
    var restore: String
  }

  static let servingTag = "serve"

  init() {}

  init(_ message: ProtobufReader) throws(WireProblem) {
    var reader = message
    while let field = try reader.next() {
      switch field.number {
      case 1: try readInformation(field.message())
      case 2: graph = try field.content()
      case 5:
        let (key, value) = try field.entry(SignatureDefinition.self)
        signatures[key] = value
      case 7: objects = try field.content()
      default: break
      }
    }
  }

  private mutating func readInformation(_ message: ProtobufReader) throws(WireProblem) {
    var reader = message
    while let field = try reader.next() { if field.number == 4 { tags.append(try field.string()) } }
  }

  func write(to message: inout ProtobufWriter) {
    message.message(1) { information in
      for tag in tags { information.string(4, tag) }
      // Attributes that have their default values are left out.
      information.integer(7, 1)
    }
    message.message(2, graph)
    if let saver {
      message.message(3) { definition in
        definition.string(1, saver.fileName)
        definition.string(2, saver.save)
        definition.string(3, saver.restore)
        definition.integer(7, 2)
      }
    }
    message.map(5, signatures)
    message.message(7, objects)
  }

  /// The file: `SavedModel` with this graph alone.
  var file: [UInt8] {
    var message = ProtobufWriter()
    message.integer(1, 1)
    message.message(2, self)
    return message.bytes
  }

  /// The graphs of the file.
  static func read(_ file: [UInt8]) throws(WireProblem) -> [MetaGraph] {
    var reader = ProtobufReader(file[...])
    var graphs: [MetaGraph] = []
    while let field = try reader.next() { if field.number == 2 { graphs.append(try field.content()) } }
    return graphs
  }
}
