import WireFormats

/// `GraphDef`: operations and a library of functions.
struct GraphDefinition: TensorFlowMessage, Hashable {
  var nodes: [NodeDefinition] = []
  var functions: [FunctionDefinition] = []

  init() {}

  init(_ message: ProtobufReader) throws(WireProblem) {
    self.init()
    var reader = message
    while let field = try reader.next() {
      if field.number == 1 { nodes.append(try field.content()) }
      if field.number == 2 { functions += try Self.readLibrary(field.message()) }
    }
  }

  private static func readLibrary(_ message: ProtobufReader) throws(WireProblem) -> [FunctionDefinition] {
    var reader = message
    var functions: [FunctionDefinition] = []
    while let field = try reader.next() { if field.number == 1 { functions.append(try field.content()) } }
    return functions
  }

  func write(to message: inout ProtobufWriter) {
    message.messages(1, nodes)
    message.message(2) { $0.messages(1, functions) }
    // A version of the graph's language that every TensorFlow since 2.13 has, and the oldest that reads it.
    message.message(4) { versions in
      versions.integer(1, 1_987)
      versions.integer(2, 12)
    }
  }
}
