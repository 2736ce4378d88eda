import WireFormats

/// `SignatureDef`: a function of the main graph that servers and converters find by name.
struct SignatureDefinition: TensorFlowMessage, Hashable {
  /// `TensorInfo`
  struct Tensor: TensorFlowMessage, Hashable {
    /// The tensor in the main graph: `node:0`.
    var name: String
    var dtype: Int
    var shape: PartialShape

    init(name: String, dtype: Int, shape: PartialShape) { (self.name, self.dtype, self.shape) = (name, dtype, shape) }

    init(_ message: ProtobufReader) throws(WireProblem) {
      self.init(name: "", dtype: 0, shape: PartialShape(nil))
      var reader = message
      while let field = try reader.next() {
        switch field.number {
        case 1: name = try field.string()
        case 2: dtype = Int(try field.integer())
        case 3: shape = try field.content()
        default: break
        }
      }
    }

    func write(to message: inout ProtobufWriter) {
      message.string(1, name)
      message.integer(2, Int64(dtype))
      message.message(3, shape)
    }
  }

  var inputs: [String: Tensor] = [:]
  var outputs: [String: Tensor] = [:]

  init(inputs: [String: Tensor], outputs: [String: Tensor]) { (self.inputs, self.outputs) = (inputs, outputs) }

  init(_ message: ProtobufReader) throws(WireProblem) {
    var reader = message
    while let field = try reader.next() {
      guard field.number == 1 || field.number == 2 else { continue }
      let (key, value) = try field.entry(Tensor.self)
      if field.number == 1 { inputs[key] = value } else { outputs[key] = value }
    }
  }

  func write(to message: inout ProtobufWriter) {
    message.map(1, inputs)
    message.map(2, outputs)
    message.string(3, "tensorflow/serving/predict")
  }
}
