extension Tensor where Scalar: TensorFloatingPoint {
  /// The standard deviation, the square root of `variance`, of all elements, a scalar.
  @inline(never) public func standardDeviation() -> Tensor { reduced(node.allAxes) }
  /// The standard deviation, the square root of `variance`, along `axes`, which disappear.
  @inline(never) public func standardDeviation(squeezingAxes axes: [Int]) -> Tensor { reduced(axes) }
  @inline(never) public func standardDeviation(squeezingAxes axes: Int...) -> Tensor { reduced(axes) }
  /// The standard deviation, the square root of `variance`, along `axes`, which stay with the extent 1.
  @inline(never) public func standardDeviation(alongAxes axes: [Int]) -> Tensor { reduced(axes, keeping: true) }
  @inline(never) public func standardDeviation(alongAxes axes: Int...) -> Tensor { reduced(axes, keeping: true) }

  private func reduced(_ axes: [Int], keeping: Bool = false) -> Tensor {
    Tensor(node.reducing(axes, keeping: keeping, for: "standardDeviation") { axes in node.inFloat { $0.variance(along: axes).sqrt() } })
  }
}
