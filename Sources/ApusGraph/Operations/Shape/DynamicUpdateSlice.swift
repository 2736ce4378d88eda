/// The first operand with a block replaced by the second, from where the further operands, one `Int32` scalar for each axis, say.
///
/// A start that would let the block reach beyond an end is moved so that it just fits. Derivative: the cotangent with zeros in the
/// block for the first operand, the cotangent's block for the second.
struct DynamicUpdateSlice: Operation {
  static let name = "dynamicUpdateSlice"

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count >= 2 else {
      throw .operandCount(operation: Self.name, given: operands.count, expected: "an operand, a block and its starts")
    }
    guard operands[0].dtype == operands[1].dtype else { throw .operandsDiffer(operation: Self.name, Array(operands.prefix(2))) }
    try checkStarts(Self.name, operands, after: 2)
    try checkBlock(Self.name, operands[1].shape, in: operands[0].shape)
    return operands[0]
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let starts = Array(operands.dropFirst(2)), block = operands[1]
    return [
      cotangent.updated(with: block.like(0), at: starts), cotangent.dynamicSlice(at: starts, sizes: block.shape.dimensions),
    ] + starts.map { _ in nil }
  }

  func vectorized(_ operands: [ExampleOperand]) -> Node? {
    if let starts = stackedStarts(operands.dropFirst(2)) {
      // A scatter leaves out what would reach beyond an end.
      let axes = IndexingAxes.blocks(rank: operands.count - 2)
      let inside = axes.withExamplesInIndices.clamped(
        starts.node, sliceSizes: operands[1].type.shape.dimensions, in: operands[0].type.shape)
      let blocks = ExampleOperand(inside, differs: true, count: starts.count)
      return Scatter(axes: axes, mode: .replace).vectorized([operands[0], blocks, operands[1]])
    }
    let first = Node.constant(0, TensorType(.int32, .scalar), device: operands[0].node.device)
    return .make(self, [operands[0].spread, operands[1].spread, first] + operands.dropFirst(2).map(\.node))
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.define(
      "stablehlo.dynamic_update_slice \(emitter.names(operands)) : (\(emitter.types(operands))) -> \(result.stableHLO)", result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try result.dtype.dispatch(Evaluation(operands: operands))
  }

  private struct Evaluation: ElementVisitor {
    let operands: [HostArray]
    func visit<E: Element>(_: E.Type) throws -> HostArray {
      let output = try operands[0].copy()
      let shape = output.type.shape, block = operands[1]
      let start = offset(of: operands.dropFirst(2), block: block.type.shape, in: shape)
      let from = block.elements(E.self), to = output.elements(E.self)
      StridedWalk(shape: block.type.shape.dimensions, strides: shape.rowMajorStrides, start: start).forEach { to[$1] = from[$0] }
      return output
    }
  }
}

extension Node {
  /// A copy with the elements from `starts`, one `Int32` scalar for each axis, replaced by those of `block`.
  public func updated(with block: Node, at starts: [Node]) -> Node { .make(DynamicUpdateSlice(), [self, block] + starts) }
}
