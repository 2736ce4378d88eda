/// The logarithm of softmax along an axis, without its overflow: x − max − log Σ exp(x − max).
///
/// Derivative: ȳ − exp(y) · Σ ȳ. `BFloat16` is computed in `Float` and rounded once.
struct LogSoftmax: CompositeOperation {
  static let name = "logSoftmax"
  let axis: Int

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType { try typeOfSoftmax(Self.name, operands, axis: axis) }

  func decomposition(of operands: [Node]) -> Node {
    inFloat(operands[0]) { x in
      let shifted = x - x.max(along: [axis]).restoring([axis], of: x.shape)
      return shifted - shifted.exp().sum(along: [axis]).log().restoring([axis], of: x.shape)
    }
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    [cotangent - result.exp() * cotangent.sum(along: [axis]).restoring([axis], of: result.shape)]
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { result.elementCount * 12 }
}

extension Node {
  /// The logarithm of softmax along `axis`.
  public func logSoftmax(alongAxis axis: Int) -> Node { .make(LogSoftmax(axis: axis), self) }
}
