import WireFormats

/// `NodeDef`: an operation of a graph.
struct NodeDefinition: TensorFlowMessage, Hashable {
  var name: String
  var operation: String
  /// Results of other operations, `name` or `name:1` in a graph, `name:output:0` in a function; `^name` for one that only has to run before.
  var inputs: [String] = []
  var attributes: [String: AttributeValue] = [:]

  init(_ name: String, _ operation: String, _ inputs: [String] = [], _ attributes: [String: AttributeValue] = [:]) {
    (self.name, self.operation, self.inputs, self.attributes) = (name, operation, inputs, attributes)
  }

  init(_ message: ProtobufReader) throws(WireProblem) {
    self.init("", "")
    var reader = message
    while let field = try reader.next() {
      switch field.number {
      case 1: name = try field.string()
      case 2: operation = try field.string()
      case 3: inputs.append(try field.string())
      case 5:
        let (key, value) = try field.entry(AttributeValue.self)
        attributes[key] = value
      default: break
      }
    }
  }

  func write(to message: inout ProtobufWriter) {
    message.string(1, name)
    message.string(2, operation)
    for input in inputs { message.string(3, input) }
    message.map(5, attributes)
  }
}
