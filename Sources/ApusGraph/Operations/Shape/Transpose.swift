/// Result axis `i` is operand axis `permutation[i]`.
struct Transpose: Operation {
  static let name = "transpose"
  let permutation: [Int]

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one operand") }
    guard permutation.sorted() == Array(0..<operands[0].rank) else {
      throw .attribute(operation: Self.name, problem: "\(permutation) does not name each axis once", operand: operands[0].shape)
    }
    return TensorType(operands[0].dtype, TensorShape(permutation.map { operands[0].shape[$0] }))
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    var inverse = permutation
    for (to, from) in permutation.enumerated() { inverse[from] = to }
    return [cotangent.transposed(permutation: inverse)]
  }

  func vectorized(_ operands: [ExampleOperand]) -> Node? {
    .make(Transpose(permutation: [0] + permutation.map { $0 + 1 }), operands[0].node)
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.define(
      "stablehlo.transpose \(operands[0].name), dims = \(permutation.listText) : (\(operands[0].type.stableHLO)) -> \(result.stableHLO)",
      result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    let strides = operands[0].type.shape.rowMajorStrides
    return try gatherElements(
      operands[0], to: result, StridedWalk(shape: result.shape.dimensions, strides: permutation.map { strides[$0] }))
  }
}

extension Node {
  public func transposed(permutation: [Int]) -> Node {
    if permutation == Array(0..<rank) || diagnosis != nil { return self }
    return .make(Transpose(permutation: permutation), self)
  }
}
