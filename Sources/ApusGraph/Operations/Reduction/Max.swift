/// The largest element along axes; NaN if there is one. Over no elements it is −∞, or the least integer.
///
/// Elements that are equally large share the cotangent.
struct Max: ReductionOperation {
  static let name = "max"
  static let combiner = "maximum"
  static let dtypes = DType.numbers
  let axes: [Int]

  static func identity(_ dtype: DType) -> UInt64 { dtype.bits(of: -.infinity) }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    [extremumCotangent(cotangent, operands[0], result, axes)]
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.reduceToExtremum(Self.combiner, operands[0], identity: Self.identity(result.dtype), along: axes)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try result.dtype.dispatchNumber(Evaluation(operand: operands[0], axes: axes, type: result))
  }

  private struct Evaluation: NumberVisitor {
    let operand: HostArray
    let axes: [Int]
    let type: TensorType
    func visit<E: NumberElement>(_: E.Type) throws -> HostArray {
      try HostArray(fold(operand, axes, from: E.lowest) { (best, x: E, _) in best = Maximum.apply(best, x) }, shape: type.shape)
    }
  }
}

extension Node {
  /// The largest element along `axes`, which disappear; NaN if there is one.
  public func max(along axes: [Int]) -> Node { axes.isEmpty ? self : .make(Max(axes: axes), self) }
}

/// The cotangent divided among the elements that are equal to the extremum.
func extremumCotangent(_ cotangent: Node, _ operand: Node, _ extremum: Node, _ axes: [Int]) -> Node {
  let isBest = Node.compare(operand, extremum.restoring(axes, of: operand.shape), .equal).converted(to: operand.dtype)
  return (cotangent / isBest.sum(along: axes)).restoring(axes, of: operand.shape) * isBest
}
