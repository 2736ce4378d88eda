/// Whether some element along axes is true; false over no elements.
struct AnyOf: ReductionOperation {
  static let name = "any"
  static let combiner = "or"
  static let dtypes = [DType.bool]
  let axes: [Int]

  static func identity(_ dtype: DType) -> UInt64 { 0 }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [nil] }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try HostArray(fold(operands[0], axes, from: false) { (any, x: Bool, _) in any = any || x }, shape: result.shape)
  }
}

extension Node {
  /// Whether some element along `axes` is true.
  public func any(along axes: [Int]) -> Node { axes.isEmpty ? self : .make(AnyOf(axes: axes), self) }
}
