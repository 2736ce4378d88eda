/// The operations of a function's body and what each result of the function is among them.
struct SavedCode {
  private(set) var nodes: [NodeDefinition]
  let results: [String]

  init(_ function: ExportedModelFunction) {
    let inputs =
      function.arguments.indices.map(SavedFunctionBody.argument)
      + function.inputs.indices.map { SavedFunctionBody.read($0) + ":value:0" }
    switch function.code {
    case .module(let text):
      nodes = [Self.module(text, function, inputs)]
      results = function.results.indices.map { "module:output:\($0)" }
    case .operations(let graph):
      func name(_ operand: TensorFlowGraph.Operand) -> String {
        switch operand {
        case .input(let place): inputs[place]
        case .node(let place): "node_\(place):\(graph.nodes[place].output):0"
        }
      }
      nodes = graph.nodes.enumerated().map { place, node in
        NodeDefinition("node_\(place)", node.operation, node.operands.map(name), node.attributes.mapValues(AttributeValue.init))
      }
      results = graph.results.map(name)
    }
  }

  /// A function as one operation that holds its StableHLO.
  private static func module(_ text: String, _ function: ExportedModelFunction, _ inputs: [String]) -> NodeDefinition {
    NodeDefinition(
      "module", "XlaCallModule", inputs,
      [
        // The highest version that TensorFlow 2.15 knows. Attributes that have their default values are left out.
        "version": .integer(8),
        "module": .text(text),
        "platforms": .list(.init(strings: [Array("CPU".utf8)])),
        // The text is for any platform; with several names it would have to take the platform's number as an argument.
        "disabled_checks": .list(.init(strings: [Array("platform".utf8)])),
        "Tin": .types(function.inputTypes.map { TensorBundleDType($0).rawValue }),
        "Tout": .types(function.results.map(\.number)),
        "Sout": .list(.init(shapes: function.results.map(\.partialShape))),
      ])
  }
}

extension AttributeValue {
  init(_ attribute: TensorFlowGraph.Attribute) {
    switch attribute {
    case .type(let dtype): self = .type(TensorBundleDType(dtype).rawValue)
    case .integer(let number): self = .integer(Int64(number))
    case .integers(let numbers): self = .integers(numbers)
    case .text(let text): self = .text(text)
    case .bool(let flag): self = .bool(flag)
    case .splat(let type, let bits):
      let element = withUnsafeBytes(of: bits.littleEndian) { Array($0.prefix(type.dtype.byteWidth)) }
      let content = (0..<type.elementCount).flatMap { _ in element }
      self = .tensor(TensorMessage(dtype: TensorBundleDType(type.dtype).rawValue, shape: type.shape.dimensions, content: content))
    case .numbers(let numbers, let shape):
      let content = numbers.flatMap { number in withUnsafeBytes(of: Int32(clamping: number).littleEndian) { Array($0) } }
      self = .tensor(TensorMessage(dtype: TensorBundleDType.int32.rawValue, shape: shape, content: content))
    }
  }
}
