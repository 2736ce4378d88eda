/// A block of `sizes` elements that starts where the further operands, one `Int32` scalar for each axis, say.
///
/// A start that would let the block reach beyond an end is moved so that it just fits. Derivative: the cotangent at the block's place
/// among zeros.
struct DynamicSlice: Operation {
  static let name = "dynamicSlice"
  let sizes: [Int]

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard let operand = operands.first else { throw .operandCount(operation: Self.name, given: 0, expected: "an operand and its starts") }
    try checkStarts(Self.name, operands, after: 1)
    try checkBlock(Self.name, TensorShape(sizes), in: operand.shape)
    return TensorType(operand.dtype, TensorShape(sizes))
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    [operands[0].like(0).updated(with: cotangent, at: Array(operands.dropFirst()))] + operands.dropFirst().map { _ in nil }
  }

  func vectorized(_ operands: [ExampleOperand]) -> Node? {
    if let starts = stackedStarts(operands.dropFirst()) {
      return Gather(axes: .blocks(rank: sizes.count), sliceSizes: sizes).vectorized([operands[0], starts])
    }
    let first = Node.constant(0, TensorType(.int32, .scalar), device: operands[0].node.device)
    return .make(DynamicSlice(sizes: [operands[0].count] + sizes), [operands[0].node, first] + operands.dropFirst().map(\.node))
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.define(
      "stablehlo.dynamic_slice \(emitter.names(operands)), sizes = \(sizes.listText) : (\(emitter.types(operands))) -> \(result.stableHLO)",
      result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    let shape = operands[0].type.shape
    let walk = StridedWalk(
      shape: sizes, strides: shape.rowMajorStrides, start: offset(of: operands.dropFirst(), block: result.shape, in: shape))
    return try gatherElements(operands[0], to: result, walk)
  }
}

/// One scalar `Int32` for each axis of the first operand, after the first `count` operands.
func checkStarts(_ name: String, _ operands: [TensorType], after count: Int) throws(Mistake) {
  let starts = operands.dropFirst(count), rank = operands[0].rank
  guard starts.count == rank else {
    throw .operandCount(operation: name, given: operands.count, expected: "\(count + rank) operands, of which \(rank) say the starts")
  }
  for start in starts where start.dtype != .int32 { throw .unsupportedDType(operation: name, start.dtype, expected: "starts of Int32") }
  for start in starts where start.rank != 0 { throw .rank(operation: name, shape: start.shape, expected: "starts that are scalars") }
}

/// The starts of blocks as vectors, one for each example; `nil` if they are the same for all.
func stackedStarts(_ starts: ArraySlice<ExampleOperand>) -> ExampleOperand? {
  guard let count = starts.first?.count, starts.contains(where: \.differs) else { return nil }
  let columns = starts.map { $0.spread.reshaped(to: [count, 1]) }
  return ExampleOperand(.concatenated(columns, alongAxis: 1), differs: true, count: count)
}

func checkBlock(_ name: String, _ block: TensorShape, in shape: TensorShape) throws(Mistake) {
  guard block.rank == shape.rank, zip(block, shape).allSatisfy({ 0 <= $0 && $0 <= $1 }) else {
    throw .attribute(operation: name, problem: "a block of \(block) does not fit", operand: shape)
  }
}

/// Where a block's first element lies in row-major order, once its starts are moved inside.
func offset(of starts: ArraySlice<HostArray>, block: TensorShape, in shape: TensorShape) -> Int {
  var offset = 0
  for (axis, (start, stride)) in zip(starts, shape.rowMajorStrides).enumerated() {
    offset += max(0, min(Int(start.elements(Int32.self)[0]), shape[axis] - block[axis])) * stride
  }
  return offset
}

extension Node {
  /// The block of `sizes` elements from `starts`, one `Int32` scalar for each axis, moved inside where it would reach beyond an end.
  public func dynamicSlice(at starts: [Node], sizes: [Int]) -> Node { .make(DynamicSlice(sizes: sizes), [self] + starts) }
}
