extension Tensor where Scalar: TensorNumber {
  /// The sum of all elements up to each along an axis.
  ///
  ///     let x = Tensor<Float>([1, 2, 3])
  ///     print(x.cumulativeSum(alongAxis: 0))                     // [1.0, 3.0, 6.0]
  ///     print(x.cumulativeSum(alongAxis: 0, exclusive: true))    // [0.0, 1.0, 3.0]
  ///     print(x.cumulativeSum(alongAxis: 0, reverse: true))      // [6.0, 5.0, 3.0]
  ///
  /// - Parameters:
  ///   - exclusive: whether each element itself is left out.
  ///   - reverse: whether the sum starts at the end.
  @inline(never)
  public func cumulativeSum(alongAxis axis: Int, exclusive: Bool = false, reverse: Bool = false) -> Tensor {
    Tensor(node.along(axis, for: "cumulativeSum") { node.cumulativeSum(alongAxis: $0, exclusive: exclusive, reverse: reverse) })
  }

  /// The product of all elements up to each along an axis; parameters as for `cumulativeSum`.
  @inline(never)
  public func cumulativeProduct(alongAxis axis: Int, exclusive: Bool = false, reverse: Bool = false) -> Tensor {
    Tensor(node.along(axis, for: "cumulativeProduct") { node.cumulativeProduct(alongAxis: $0, exclusive: exclusive, reverse: reverse) })
  }

  /// The largest of all elements up to each along an axis. A NaN stays from where it stands.
  @inline(never)
  public func cumulativeMax(alongAxis axis: Int, reverse: Bool = false) -> Tensor {
    Tensor(node.along(axis, for: "cumulativeMax") { node.cumulativeMax(alongAxis: $0, reverse: reverse) })
  }

  /// The smallest of all elements up to each along an axis. A NaN stays from where it stands.
  @inline(never)
  public func cumulativeMin(alongAxis axis: Int, reverse: Bool = false) -> Tensor {
    Tensor(node.along(axis, for: "cumulativeMin") { node.cumulativeMin(alongAxis: $0, reverse: reverse) })
  }
}
