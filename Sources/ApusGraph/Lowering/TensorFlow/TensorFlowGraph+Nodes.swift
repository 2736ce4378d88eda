extension TensorFlowGraph {
  /// A node whose result has every element of `type`, or of `shape` where that is to be repeated later.
  mutating func add(
    _ operation: String, _ operands: [TensorFlowValue], _ attributes: [String: Attribute] = [:], output: String = "output",
    to type: TensorType, shape: TensorShape? = nil
  ) -> TensorFlowValue {
    nodes.append(Node(operation: operation, operands: operands.map(\.operand), attributes: attributes, output: output))
    return TensorFlowValue(operand: .node(nodes.count - 1), type: type, shape: shape ?? type.shape)
  }

  /// A vector of `Int32`, as shapes and axes are.
  mutating func vector(_ numbers: [Int]) -> TensorFlowValue {
    let type = TensorType(.int32, [numbers.count])
    return add("Const", [], ["dtype": .type(.int32), "value": .numbers(numbers, shape: [numbers.count])], to: type)
  }

  mutating func scalar(bits: UInt64, _ dtype: DType) -> TensorFlowValue {
    let type = TensorType(dtype, .scalar)
    return add("Const", [], ["dtype": .type(dtype), "value": .splat(type, bits: bits)], to: type)
  }

  /// The value with every element of its type.
  mutating func full(_ value: TensorFlowValue) throws -> TensorFlowValue {
    if value.shape == value.type.shape { return value }
    // Of an unknown number of examples no operation knows the shape in advance.
    guard value.type.shape.allSatisfy({ $0 >= 0 }) else { throw MissingOperation(operation: Broadcast.name) }
    let shape = vector(value.type.shape.dimensions)
    return add("BroadcastTo", [value, shape], ["T": .type(value.type.dtype), "Tidx": .type(.int32)], to: value.type)
  }

  mutating func reshape(_ value: TensorFlowValue, to type: TensorType, shape: TensorShape? = nil) throws -> TensorFlowValue {
    let extents = (shape ?? type.shape).dimensions
    guard extents.count(where: { $0 < 0 }) <= 1 else { throw MissingOperation(operation: Reshape.name) }
    let target = vector(extents.map { max($0, -1) })
    return add("Reshape", [value, target], ["T": .type(type.dtype), "Tshape": .type(.int32)], to: type, shape: shape)
  }
}
