import WireFormats

/// `FunctionDef`: a function of a graph's library.
struct FunctionDefinition: TensorFlowMessage, Hashable {
  /// `ArgDef`: a parameter or a result.
  struct Argument: TensorFlowMessage, Hashable {
    var name: String
    var dtype: Int

    init(_ name: String, dtype: Int) { (self.name, self.dtype) = (name, dtype) }

    init(_ message: ProtobufReader) throws(WireProblem) {
      self.init("", dtype: 0)
      var reader = message
      while let field = try reader.next() {
        if field.number == 1 { name = try field.string() }
        if field.number == 3 { dtype = Int(try field.integer()) }
      }
    }

    func write(to message: inout ProtobufWriter) {
      message.string(1, name)
      message.integer(3, Int64(dtype))
    }
  }

  var name = ""
  var inputs: [Argument] = []
  var outputs: [Argument] = []
  var nodes: [NodeDefinition] = []
  /// For each result by its name what it is: `node:output:0`, or the name of a parameter.
  var returns: [String: String] = [:]

  init() {}

  init(_ message: ProtobufReader) throws(WireProblem) {
    self.init()
    var reader = message
    while let field = try reader.next() {
      switch field.number {
      case 1: try readSignature(field.message())
      case 3: nodes.append(try field.content())
      case 4:
        let (key, value) = try field.textEntry()
        returns[key] = value
      default: break
      }
    }
  }

  private mutating func readSignature(_ message: ProtobufReader) throws(WireProblem) {
    var reader = message
    while let field = try reader.next() {
      switch field.number {
      case 1: name = try field.string()
      case 2: inputs.append(try field.content())
      case 3: outputs.append(try field.content())
      default: break
      }
    }
  }

  func write(to message: inout ProtobufWriter) {
    message.message(1) { signature in
      signature.string(1, name)
      signature.messages(2, inputs)
      signature.messages(3, outputs)
      // It reads variables: without this TensorFlow may compute it once and for all.
      signature.integer(17, 1)
    }
    message.messages(3, nodes)
    message.map(4, returns)
  }
}
