/// Where the elements that stand in order along one axis came from, as `Int32`: `[30, 10, 20]` gives `[1, 2, 0]`.
struct ArgSort: Operation {
  static let name = "argSort"
  let axis: Int
  let order: SortOrder

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    TensorType(.int32, try SortOrder.check(Self.name, operands, axis: axis).shape)
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [nil] }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { SortOrder.hostCost(result, axis: axis) }

  func vectorized(_ operands: [ExampleOperand]) -> Node? { .make(ArgSort(axis: axis + 1, order: order), operands[0].node) }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    if let name = try order.lowerByCall(operands[0], count: result.shape[axis], axis: axis, &emitter) {
      return Value(name: "\(name)#1", type: result)
    }
    let places = emitter.define("stablehlo.iota dim = \(axis) : \(result.stableHLO)", result)
    return Value(name: "\(order.lower([operands[0], places], axis: axis, &emitter))#1", type: result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try operands[0].type.dtype.dispatchNumber(Evaluation(operand: operands[0], operation: self, type: result))
  }

  private struct Evaluation: NumberVisitor {
    let operand: HostArray
    let operation: ArgSort
    let type: TensorType
    func visit<E: NumberElement>(_: E.Type) throws -> HostArray {
      let output = try HostArray(uninitialized: type)
      let target = output.elements(Int32.self)
      operation.order.forEachRow(of: operand, axis: operation.axis, E.self) { offsets, order in
        for (place, from) in order.enumerated() { target[offsets[place]] = Int32(from) }
      }
      return output
    }
  }
}

extension Node {
  /// The indices along `axis` that put the elements in order.
  public func sortedIndices(alongAxis axis: Int, descending: Bool = false) -> Node {
    .make(ArgSort(axis: axis, order: descending ? .descending : .ascending), self)
  }
}
