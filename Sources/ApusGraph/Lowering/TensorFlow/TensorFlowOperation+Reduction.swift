// Sums, extrema, and what is made of them.

/// A fold along axes, under TensorFlow's name.
protocol TensorFlowReduction: TensorFlowOperation, ReductionOperation {
  static var tensorFlow: String { get }
}

extension TensorFlowReduction {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    try requireSame(other)
    let operand = try graph.full(operands[0]), axes = graph.vector(axes)
    let types: [String: TensorFlowGraph.Attribute] = result.dtype == .bool ? [:] : ["T": .type(result.dtype)]
    return graph.add(
      Self.tensorFlow, [operand, axes], types.merging(["Tidx": .type(.int32), "keep_dims": .bool(false)]) { $1 }, to: result)
  }
}

extension AllOf: TensorFlowReduction { static let tensorFlow = "All" }
extension AnyOf: TensorFlowReduction { static let tensorFlow = "Any" }
extension Max: TensorFlowReduction { static let tensorFlow = "Max" }
extension Min: TensorFlowReduction { static let tensorFlow = "Min" }
extension Product: TensorFlowReduction { static let tensorFlow = "Prod" }
extension Sum: TensorFlowReduction { static let tensorFlow = "Sum" }

extension ArgMax: TensorFlowOperation {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    try requireSame(other)
    let operand = try graph.full(operands[0]), axis = graph.scalar(bits: DType.int32.bits(of: Double(axis)), .int32)
    return graph.add(
      "ArgMax", [operand, axis], ["T": .type(operand.type.dtype), "Tidx": .type(.int32), "output_type": .type(.int32)], to: result)
  }
}

extension Softmax: TensorFlowOperation {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    try graph.alongLastAxis("Softmax", operands[0], axis, output: "softmax", to: result, missing)
  }
}

extension LogSoftmax: TensorFlowOperation {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    try graph.alongLastAxis("LogSoftmax", operands[0], axis, output: "logsoftmax", to: result, missing)
  }
}

extension TensorFlowGraph {
  /// TensorFlow has softmax along the last axis only.
  fileprivate mutating func alongLastAxis(
    _ operation: String, _ operand: TensorFlowValue, _ axis: Int, output: String, to result: TensorType, _ missing: MissingOperation
  ) throws -> TensorFlowValue {
    guard axis == result.rank - 1 else { throw missing }
    return add(operation, [try full(operand)], ["T": .type(result.dtype)], output: output, to: result)
  }
}
