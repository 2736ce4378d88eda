/// Each element brought between two bounds: `min(max(x, low), high)`; NaN stays NaN. Operands: low, x, high.
///
/// The cotangent goes to x where it lies within the bounds, ends included, else to the bound that took its place.
struct Clamp: Operation {
  static let name = "clamp"

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 3 else {
      throw .operandCount(operation: Self.name, given: operands.count, expected: "a low bound, an operand and a high bound")
    }
    guard operands[0] == operands[1], operands[1] == operands[2] else { throw .operandsDiffer(operation: Self.name, operands) }
    guard operands[1].dtype.isNumber else { throw .unsupportedDType(operation: Self.name, operands[1].dtype, expected: "a number") }
    return operands[1]
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let (low, x, high) = (operands[0], operands[1], operands[2])
    let none = cotangent.like(0)
    let isLow = Node.compare(x, low, .less), isHigh = Node.compare(.maximum(x, low), high, .greater)
    return [
      .select(isHigh, none, .select(isLow, cotangent, none)),
      .select(.or(isLow, isHigh), none, cotangent),
      .select(isHigh, cotangent, none),
    ]
  }

  func vectorized(_ operands: [ExampleOperand]) -> Node? { elementwise(operands) }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.extremum("minimum", emitter.extremum("maximum", operands[1], operands[0]), operands[2])
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try result.dtype.dispatchNumber(Evaluation(operands: operands, type: result))
  }

  private struct Evaluation: NumberVisitor {
    let operands: [HostArray]
    let type: TensorType
    func visit<E: NumberElement>(_: E.Type) throws -> HostArray {
      let output = try HostArray(uninitialized: type)
      let low = operands[0].elements(E.self), x = operands[1].elements(E.self), high = operands[2].elements(E.self)
      let target = output.elements(E.self)
      for index in target.indices { target[index] = Minimum.apply(Maximum.apply(x[index], low[index]), high[index]) }
      return output
    }
  }
}

extension Node {
  /// The elements brought between `low` and `high`, which are broadcast to the shape of this node.
  public func clamped(from low: Node, to high: Node) -> Node {
    .make(Clamp(), low.broadcast(to: shape), self, high.broadcast(to: shape))
  }
}
