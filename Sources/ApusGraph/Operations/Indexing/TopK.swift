/// The first elements along an axis in some order, or where they stand: what `Sort` and `ArgSort` begin with.
struct TopK: CompositeOperation {
  enum Part { case values, indices }

  static let name = "topK"
  let count: Int
  let axis: Int
  let order: SortOrder
  let part: Part

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    let type = try SortOrder.check(Self.name, operands, axis: axis)
    guard (0...type.shape[axis]).contains(count) else {
      throw .attribute(operation: Self.name, problem: "there are no \(count) elements along axis \(axis)", operand: type.shape)
    }
    var shape = type.shape
    shape[axis] = count
    return TensorType(part == .values ? type.dtype : .int32, shape)
  }

  func decomposition(of operands: [Node]) -> Node {
    let whole: Node =
      switch part {
      case .values: .make(Sort(axis: axis, order: order), operands[0])
      case .indices: .make(ArgSort(axis: axis, order: order), operands[0])
      }
    return whole.sliced(0..<count, alongAxis: axis)
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    guard let name = try order.lowerByCall(operands[0], count: count, axis: axis, &emitter) else {
      return try emitter.inline(decomposition, operands)
    }
    return Value(name: "\(name)#\(part == .values ? 0 : 1)", type: result)
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { SortOrder.hostCost(operands[0], axis: axis) }
}

extension Node {
  /// The `count` largest elements along `axis` in descending order.
  public func largest(_ count: Int, alongAxis axis: Int) -> Node {
    .make(TopK(count: count, axis: axis, order: .descending, part: .values), self)
  }

  /// The indices along `axis` of the `count` largest elements in descending order; of equal elements the first.
  public func indicesOfLargest(_ count: Int, alongAxis axis: Int) -> Node {
    .make(TopK(count: count, axis: axis, order: .descending, part: .indices), self)
  }
}
