/// The smallest element along axes; NaN if there is one. Over no elements it is ∞, or the greatest integer.
///
/// Elements that are equally small share the cotangent.
struct Min: ReductionOperation {
  static let name = "min"
  static let combiner = "minimum"
  static let dtypes = DType.numbers
  let axes: [Int]

  static func identity(_ dtype: DType) -> UInt64 { dtype.bits(of: .infinity) }

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
      try HostArray(fold(operand, axes, from: E.highest) { (best, x: E, _) in best = Minimum.apply(best, x) }, shape: type.shape)
    }
  }
}

extension Node {
  /// The smallest element along `axes`, which disappear; NaN if there is one.
  public func min(along axes: [Int]) -> Node { axes.isEmpty ? self : .make(Min(axes: axes), self) }
}
