extension ProgramSignature {
  /// Reads the JSON; names are unique within inputs and within outputs.
  init(json text: [UInt8]) throws(JSONProblem) {
    var json = StrictJSONReader(text[...])
    var format: String?, inputs: [Tensor]?, outputs: [Tensor]?
    try json.readObject("the “{” of the signature") { json, key throws(JSONProblem) in
      switch key {
      case "format": format = try json.readString("the name of the format")
      case "inputs": inputs = try Self.readTensors(&json, [.argument, .state, .key])
      case "outputs": outputs = try Self.readTensors(&json, [.result, .state])
      default: try json.skipValue()
      }
    }
    try json.finish()
    guard format == Self.format else { throw .expected("the format \(Self.format)", offset: 0) }
    guard let inputs, let outputs else { throw .expected("inputs and outputs", offset: 0) }
    self.init(inputs: inputs, outputs: outputs)
    for output in outputs where output.kind == .state {
      let input = inputs.first { $0.kind == .state && $0.name == output.name }
      guard input?.dtype == output.dtype, input?.shape == output.shape else {
        throw .expected("an input for the state “\(output.name)”", offset: 0)
      }
    }
  }

  private static func readTensors(_ json: inout StrictJSONReader, _ kinds: [Kind]) throws(JSONProblem) -> [Tensor] {
    var tensors: [Tensor] = [], names: Set<String> = []
    try json.readArray("an array of tensors") { json throws(JSONProblem) in
      let tensor = try readTensor(&json, kinds)
      guard names.insert(tensor.name).inserted else { throw .duplicateKey(tensor.name, offset: json.offset) }
      tensors.append(tensor)
    }
    return tensors
  }

  private static func readTensor(_ json: inout StrictJSONReader, _ kinds: [Kind]) throws(JSONProblem) -> Tensor {
    var name: String?, kind: Kind?, dtype: DType?, shape: [Int?]?
    try json.readObject("an object that describes a tensor") { json, key throws(JSONProblem) in
      switch key {
      case "name": name = try json.readString("a name")
      case "kind": kind = Kind(rawValue: try json.readString("a kind"))
      case "dtype": dtype = SafetensorsDType(rawValue: try json.readString("the name of a dtype"))?.dtype
      case "shape": shape = try readShape(&json)
      default: try json.skipValue()
      }
    }
    guard let name, !name.isEmpty, let kind, kinds.contains(kind), let dtype, let shape else {
      throw json.problem(expected: "name, kind (\(kinds.map(\.rawValue).joined(separator: ", "))), dtype and shape of a tensor")
    }
    guard kind == .argument || kind == .result || !shape.contains(nil) else { throw json.problem(expected: "extents that are known") }
    return Tensor(name: name, kind: kind, dtype: dtype, shape: shape)
  }

  private static func readShape(_ json: inout StrictJSONReader) throws(JSONProblem) -> [Int?] {
    var shape: [Int?] = []
    try json.readArray("a shape") { json throws(JSONProblem) in
      if json.peekValue() == UInt8(ascii: "n") {
        try json.skipWord("null")
        shape.append(nil)
      } else {
        let extent = try json.readWholeNumber("an extent, or null")
        guard extent.isExtent else { throw json.problem(expected: "an extent below 2³¹") }
        shape.append(extent)
      }
    }
    return shape
  }
}
