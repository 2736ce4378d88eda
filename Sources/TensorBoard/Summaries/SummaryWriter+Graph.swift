import Apus
import WireFormats

extension SummaryWriter {
  /// Writes the graph of a function of tensors: one node for each operation, in TensorBoard's page “Graphs”.
  ///
  ///     try writer.graph(of: model.callAsFunction, Tensor(zeros: [1, 28, 28, 1]))
  ///
  /// - Parameter example: a tensor of the argument's type; it is not computed with.
  /// - Throws: the diagnosis of a mistake that the function makes with tensors of these shapes.
  public func graph<Scalar, Result>(of function: (Tensor<Scalar>) -> Tensor<Result>, _ example: Tensor<Scalar>) throws {
    let program = try Program(tracing: { function(Tensor(handle: Handle($0[0]))).handle.node }, [example.handle.node.type])
    try file.append(.graph(program.graphDefinition), step: 0)
  }
}

extension Program {
  /// The program as the message `GraphDef`: names such as `add_3`, with the shapes of the results.
  var graphDefinition: [UInt8] {
    var graph = ProtobufWriter()
    for (index, type) in inputs.enumerated() {
      graph.message(1) { $0.node("input_\(index)", "Placeholder", [], type) }
    }
    func name(_ reference: Reference) -> String {
      reference.isInput ? "input_\(reference.index)" : "\(instructions[reference.index].operation.name)_\(reference.index)"
    }
    for (index, instruction) in instructions.enumerated() {
      graph.message(1) {
        $0.node(name(.instruction(index)), instruction.operation.name, instruction.operands.map(name), instruction.type)
      }
    }
    for (index, output) in outputs.enumerated() {
      graph.message(1) { $0.node("output_\(index)", "Identity", [name(output)], outputTypes[index]) }
    }
    graph.message(4) { $0.integer(1, 22) }
    return graph.bytes
  }
}

extension ProtobufWriter {
  /// The message `NodeDef`.
  fileprivate mutating func node(_ name: String, _ operation: String, _ operands: [String], _ type: TensorType) {
    string(1, name)
    string(2, operation)
    for operand in operands { string(3, operand) }
    message(5) { attribute in
      attribute.string(1, "_output_shapes")
      attribute.message(2) { value in
        value.message(1) { list in
          list.message(7) { shape in
            for dimension in type.shape.dimensions { shape.message(2) { $0.nonzero(1, Int64(dimension)) } }
          }
        }
      }
    }
  }
}
