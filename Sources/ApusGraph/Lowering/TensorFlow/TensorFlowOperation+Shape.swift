// Shapes, constants, and where elements lie.

extension Constant: TensorFlowOperation {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    guard let other = other as? Constant, other.bits == bits else { throw SymbolicProgram.Obstacle(operation: name) }
    return TensorFlowValue(operand: graph.scalar(bits: bits, result.dtype).operand, type: result, shape: .scalar)
  }
}

extension Broadcast: TensorFlowOperation {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    guard let other = other as? Broadcast, other.axes == axes else { throw SymbolicProgram.Obstacle(operation: name) }
    let operand = operands[0]
    // Axes that the operand has not, or that have one element, are repeated by whoever reads it; those in front need not be there.
    var extents = result.shape.map { _ in 1 }
    let first = operand.type.rank - operand.shape.rank
    for (axis, extent) in zip(axes.dropFirst(first), operand.shape) { extents[axis] = extent }
    let shape = TensorShape(Array(extents.drop { $0 == 1 }))
    if TensorShape(Array(operand.shape.drop { $0 == 1 })) == shape {
      return TensorFlowValue(operand: operand.operand, type: result, shape: operand.shape)
    }
    return try graph.reshape(operand, to: result, shape: shape)
  }
}

extension Reshape: TensorFlowOperation {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue { try graph.reshape(graph.full(operands[0]), to: result) }
}

extension Transpose: TensorFlowOperation {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    try requireSame(other)
    let order = graph.vector(permutation)
    return graph.add(
      "Transpose", [try graph.full(operands[0]), order], ["T": .type(result.dtype), "Tperm": .type(.int32)], output: "y", to: result)
  }
}

extension Concatenate: TensorFlowOperation {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    try requireSame(other)
    let parts = try operands.map { try graph.full($0) }
    let axis = graph.scalar(bits: DType.int32.bits(of: Double(axis)), .int32)
    return graph.add(
      "ConcatV2", parts + [axis], ["N": .integer(parts.count), "T": .type(result.dtype), "Tidx": .type(.int32)], to: result)
  }
}

extension Pad: TensorFlowOperation {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    try requireSame(other)
    guard interior.allSatisfy({ $0 == 0 }), (low + high).allSatisfy({ $0 >= 0 }) else { throw missing }
    return try graph.padded(operands[0], with: operands[1], low, high, to: result)
  }
}

extension TensorFlowGraph {
  /// - Parameter filling: a scalar.
  mutating func padded(
    _ value: TensorFlowValue, with filling: TensorFlowValue, _ low: [Int], _ high: [Int], to result: TensorType
  ) throws -> TensorFlowValue {
    let value = try full(value)
    let paddings = add(
      "Const", [], ["dtype": .type(.int32), "value": .numbers(zip(low, high).flatMap { [$0, $1] }, shape: [low.count, 2])],
      to: TensorType(.int32, [low.count, 2]))
    return add("PadV2", [value, paddings, filling], ["T": .type(result.dtype), "Tpaddings": .type(.int32)], to: result)
  }
}

extension Slice: TensorFlowOperation {
  /// Along an axis that grows all elements are taken.
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    guard let other = other as? Slice, other.start == start, other.strides == strides else {
      throw SymbolicProgram.Obstacle(operation: name)
    }
    let extents = operands[0].type.shape
    var wholeAxes = 0
    for axis in start.indices {
      let isWhole = extents[axis] < 0 && result.shape[axis] == extents[axis] && start[axis] == 0 && strides[axis] == 1
      if !isWhole, extents[axis] < 0 || other.limit[axis] != limit[axis] { throw SymbolicProgram.Obstacle(operation: name) }
      if isWhole { wholeAxes |= 1 << axis }
    }
    let operand = try graph.full(operands[0])
    let numbers = [start, limit, strides].map { graph.vector($0) }
    return graph.add(
      "StridedSlice", [operand] + numbers, ["T": .type(result.dtype), "Index": .type(.int32), "end_mask": .integer(wholeAxes)], to: result)
  }
}
