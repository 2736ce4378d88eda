extension Tensor where Scalar: TensorFloatingPoint {
  // `BFloat16` is added up in `Float`. Over no elements a mean is NaN.

  /// The mean of all elements, a scalar.
  @inline(never) public func mean() -> Tensor { reduced(node.allAxes) }
  /// The mean along `axes`, which disappear.
  @inline(never) public func mean(squeezingAxes axes: [Int]) -> Tensor { reduced(axes) }
  @inline(never) public func mean(squeezingAxes axes: Int...) -> Tensor { reduced(axes) }
  /// The mean along `axes`, which stay with the extent 1.
  @inline(never) public func mean(alongAxes axes: [Int]) -> Tensor { reduced(axes, keeping: true) }
  @inline(never) public func mean(alongAxes axes: Int...) -> Tensor { reduced(axes, keeping: true) }

  private func reduced(_ axes: [Int], keeping: Bool = false) -> Tensor {
    Tensor(node.reducing(axes, keeping: keeping, for: "mean") { axes in node.inFloat { $0.mean(along: axes) } })
  }
}
