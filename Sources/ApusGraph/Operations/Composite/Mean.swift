/// The mean along axes, a sum divided by the number of its terms: one node in a step that is traced again and again, and one backward.
struct Mean: CompositeOperation {
  static let name = "mean"
  let axes: [Int]

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    try .reducing(operands, along: axes, operation: Self.name, DType.floatingPoint)
  }

  func decomposition(of operands: [Node]) -> Node {
    let x = operands[0]
    return x.sum(along: axes) / Double(axes.reduce(1) { $0 * x.shape[$1] })
  }

  func vectorized(_ operands: [ExampleOperand]) -> Node? { .make(Mean(axes: axes.map { $0 + 1 }), operands[0].node) }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { operands[0].elementCount + 2 * result.elementCount }
}

extension Node {
  public func mean(along axes: [Int]) -> Node { .make(Mean(axes: axes), self) }
}
