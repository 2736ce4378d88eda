/// Whether every element along axes is true; true over no elements.
struct AllOf: ReductionOperation {
  static let name = "all"
  static let combiner = "and"
  static let dtypes = [DType.bool]
  let axes: [Int]

  static func identity(_ dtype: DType) -> UInt64 { 1 }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [nil] }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try HostArray(fold(operands[0], axes, from: true) { (all, x: Bool, _) in all = all && x }, shape: result.shape)
  }
}

extension Node {
  /// Whether every element along `axes` is true.
  public func all(along axes: [Int]) -> Node { axes.isEmpty ? self : .make(AllOf(axes: axes), self) }
}
