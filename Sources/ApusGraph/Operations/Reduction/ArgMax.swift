/// The place of the largest element along one axis, as `Int32`; the first of several, the first NaN before all numbers.
struct ArgMax: ArgExtremumOperation {
  static let name = "argmax"
  static let wins = Comparison.greater
  static let start = -Double.infinity
  let axis: Int
}

extension Node {
  /// The place of the largest element along `axis`, which disappears, as `Int32`.
  public func argmax(along axis: Int) -> Node { .make(ArgMax(axis: axis), self) }
}
