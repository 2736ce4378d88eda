/// The place of the smallest element along one axis, as `Int32`; the first of several, the first NaN before all numbers.
struct ArgMin: ArgExtremumOperation {
  static let name = "argmin"
  static let wins = Comparison.less
  static let start = Double.infinity
  let axis: Int
}

extension Node {
  /// The place of the smallest element along `axis`, which disappears, as `Int32`.
  public func argmin(along axis: Int) -> Node { .make(ArgMin(axis: axis), self) }
}
