/// The operands one after the other along an axis; their other extents are equal. Derivative: to each its part of the cotangent.
struct Concatenate: Operation {
  static let name = "concatenate"
  let axis: Int

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard let first = operands.first else { throw .operandCount(operation: Self.name, given: 0, expected: "at least one operand") }
    guard first.shape.indices.contains(axis) else { throw .axisOutOfRange(operation: Self.name, axis: axis, shape: first.shape) }
    for operand in operands
    where operand.dtype != first.dtype || operand.rank != first.rank
      || operand.shape.removing([axis]) != first.shape.removing([axis])
    {
      throw .operandsDiffer(operation: Self.name, operands)
    }
    var shape = first.shape
    shape[axis] = operands.reduce(0) { $0 + $1.shape[axis] }
    return TensorType(first.dtype, shape)
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    var start = 0
    return operands.map { operand in
      defer { start += operand.shape[axis] }
      return cotangent.sliced(start..<start + operand.shape[axis], alongAxis: axis)
    }
  }

  func vectorized(_ operands: [ExampleOperand]) -> Node? { .make(Concatenate(axis: axis + 1), operands.map(\.spread)) }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.define(
      "stablehlo.concatenate \(emitter.names(operands)), dim = \(axis) : (\(emitter.types(operands))) -> \(result.stableHLO)", result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    let output = try HostArray(uninitialized: result)
    let rows = result.shape.prefix(axis).reduce(1, *)
    let bytesInRow = { (type: TensorType) in type.shape.dropFirst(axis).reduce(type.dtype.byteWidth, *) }
    var column = 0
    for operand in operands {
      let count = bytesInRow(operand.type)
      for row in 0..<rows where count > 0 {
        (output.pointer + row * bytesInRow(result) + column).copyMemory(from: operand.pointer + row * count, byteCount: count)
      }
      column += count
    }
    return output
  }
}

extension Node {
  /// The nodes one after the other along an axis.
  public static func concatenated(_ nodes: [Node], alongAxis axis: Int) -> Node {
    nodes.count == 1 && nodes[0].shape.indices.contains(axis) ? nodes[0] : .make(Concatenate(axis: axis), nodes)
  }

  /// Nodes of one shape along a new axis: `[k, …]` for axis 0 and `k` nodes.
  public static func stacked(_ nodes: [Node], alongAxis axis: Int) -> Node {
    if let poisoned = nodes.first(where: { $0.diagnosis != nil }) { return poisoned }
    for node in nodes where node.type != nodes[0].type {
      return .poison(Mistake.operandsDiffer(operation: "stack", nodes.map(\.type)), nodes)
    }
    guard let shape = nodes.first?.shape, (0...shape.rank).contains(axis) else {
      let mistake = nodes.first.map { Mistake.axisOutOfRange(operation: "stack", axis: axis, shape: $0.shape) }
      return .poison(mistake ?? .operandCount(operation: "stack", given: 0, expected: "at least one operand"), nodes)
    }
    var single = shape
    single.insert(1, at: axis)
    return concatenated(nodes.map { $0.reshaped(to: single) }, alongAxis: axis)
  }
}
