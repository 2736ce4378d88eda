/// Every `strides[i]`-th element from `start[i]` to before `limit[i]` along each axis `i`.
///
/// Derivative: the cotangent padded back with zeros, between its elements too where a stride left some out.
struct Slice: Operation {
  static let name = "slice"
  let start: [Int]
  let limit: [Int]
  let strides: [Int]

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one operand") }
    let shape = operands[0].shape
    guard start.count == shape.rank, limit.count == shape.rank, strides.count == shape.rank else {
      throw .attribute(
        operation: Self.name, problem: "\(start) to \(limit) by \(strides) does not name one range for each axis", operand: shape)
    }
    for axis in shape.indices {
      guard 0 <= start[axis], start[axis] <= limit[axis], limit[axis] <= shape[axis] else {
        throw .attribute(
          operation: Self.name, problem: "the range \(start[axis])..<\(limit[axis]) leaves axis \(axis)", operand: shape)
      }
      guard strides[axis] >= 1 else {
        throw .attribute(operation: Self.name, problem: "the stride \(strides[axis]) of axis \(axis) is not at least 1", operand: shape)
      }
    }
    return TensorType(operands[0].dtype, TensorShape(shape.indices.map { (limit[$0] - start[$0] + strides[$0] - 1) / strides[$0] }))
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let shape = operands[0].shape
    let high = shape.indices.map { axis in
      let count = result.shape[axis]
      return shape[axis] - start[axis] - (count == 0 ? 0 : (count - 1) * strides[axis] + 1)
    }
    return [cotangent.padded(low: start, high: high, interior: strides.map { $0 - 1 })]
  }

  func vectorized(_ operands: [ExampleOperand]) -> Node? {
    .make(Slice(start: [0] + start, limit: [operands[0].count] + limit, strides: [1] + strides), operands[0].node)
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    let ranges = start.indices.map { "\(start[$0]):\(limit[$0]):\(strides[$0])" }.joined(separator: ", ")
    return emitter.define(
      "stablehlo.slice \(operands[0].name) [\(ranges)] : (\(operands[0].type.stableHLO)) -> \(result.stableHLO)", result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    let steps = operands[0].type.shape.rowMajorStrides
    let walk = StridedWalk(
      shape: result.shape.dimensions, strides: zip(steps, strides).map { $0 * $1 }, start: zip(steps, start).reduce(0) { $0 + $1.0 * $1.1 })
    return try gatherElements(operands[0], to: result, walk)
  }
}

extension Node {
  /// The elements from `start` to before `limit` along each axis, every `strides`-th of them (each by default).
  ///
  ///     let rows = x.sliced(from: [2, 0], to: [4, x.shape[1]])   // rows 2 and 3
  public func sliced(from start: [Int], to limit: [Int], strides: [Int]? = nil) -> Node {
    let strides = strides ?? [Int](repeating: 1, count: start.count)
    let isWhole = start.allSatisfy { $0 == 0 } && strides.allSatisfy { $0 == 1 } && limit == shape.dimensions && start.count == rank
    return isWhole || diagnosis != nil ? self : .make(Slice(start: start, limit: limit, strides: strides), self)
  }

  /// The elements of `range` along one axis, all elements along the others.
  public func sliced(_ range: Range<Int>, alongAxis axis: Int) -> Node {
    if diagnosis != nil { return self }
    guard shape.indices.contains(axis) else {
      return .poison(Mistake.axisOutOfRange(operation: Slice.name, axis: axis, shape: shape), [self])
    }
    var start = [Int](repeating: 0, count: rank), limit = shape.dimensions
    start[axis] = range.lowerBound
    limit[axis] = range.upperBound
    return sliced(from: start, to: limit)
  }
}
