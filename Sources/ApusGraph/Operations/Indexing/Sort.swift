/// The elements in order along one axis. Derivative: each cotangent goes to where its element came from.
struct Sort: Operation {
  static let name = "sort"
  let axis: Int
  let order: SortOrder

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType { try SortOrder.check(Self.name, operands, axis: axis) }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let sources = Node.make(ArgSort(axis: axis, order: order), operands[0])
    // The order that undoes an order is the order of its numbers.
    let places = Node.make(ArgSort(axis: axis, order: .ascending), sources)
    return [cotangent.taking(places, alongAxis: axis)]
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { SortOrder.hostCost(result, axis: axis) }

  func vectorized(_ operands: [ExampleOperand]) -> Node? { .make(Sort(axis: axis + 1, order: order), operands[0].node) }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    if let name = try order.lowerByCall(operands[0], count: result.shape[axis], axis: axis, &emitter) {
      return Value(name: "\(name)#0", type: result)
    }
    // A single result has no `#0`; a second operand keeps the two operations alike, so that XLA merges them.
    let places = TensorType(.int32, result.shape)
    let numbers = emitter.define("stablehlo.iota dim = \(axis) : \(places.stableHLO)", places)
    return Value(name: "\(order.lower([operands[0], numbers], axis: axis, &emitter))#0", type: result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try result.dtype.dispatchNumber(Evaluation(operand: operands[0], operation: self, type: result))
  }

  private struct Evaluation: NumberVisitor {
    let operand: HostArray
    let operation: Sort
    let type: TensorType
    func visit<E: NumberElement>(_: E.Type) throws -> HostArray {
      let output = try HostArray(uninitialized: type)
      let source = operand.elements(E.self), target = output.elements(E.self)
      operation.order.forEachRow(of: operand, axis: operation.axis, E.self) { offsets, order in
        for (place, from) in order.enumerated() { target[offsets[place]] = source[offsets[from]] }
      }
      return output
    }
  }
}

extension Node {
  /// The elements in ascending or descending order along `axis`. A NaN counts as larger than every number.
  public func sorted(alongAxis axis: Int, descending: Bool = false) -> Node {
    .make(Sort(axis: axis, order: descending ? .descending : .ascending), self)
  }

  /// For `indices` of this node's shape but for the extent of `axis`: along `axis` the elements at these indices, row by row.
  ///
  /// An index below 0 counts as 0, one beyond the end as the last.
  public func taking(_ indices: Node, alongAxis axis: Int) -> Node {
    if diagnosis != nil { return self }
    if indices.diagnosis != nil { return indices }
    guard shape.indices.contains(axis) else {
      return .poison(Mistake.axisOutOfRange(operation: "take", axis: axis, shape: shape), [self, indices])
    }
    guard indices.shape.removing([axis]) == shape.removing([axis]), indices.rank == rank else {
      return .poison(
        Mistake.attribute(
          operation: "take", problem: "indices \(indices.shape) must have the operand's shape but for axis \(axis)", operand: shape),
        [self, indices])
    }
    if indices.shape.contains(0) { return .constant(0, TensorType(dtype, indices.shape), device: device) }
    // Batched over the other axes: move the axis to the end, take there, and move it back.
    let toLast = shape.indices.filter { $0 != axis } + [axis]
    var back = toLast
    for (place, from) in toLast.enumerated() { back[from] = place }
    let taken = transposed(permutation: toLast).batchGathering(
      atIndices: indices.transposed(permutation: toLast), alongAxis: rank - 1, batchAxisCount: rank - 1)
    return taken.transposed(permutation: back)
  }
}
