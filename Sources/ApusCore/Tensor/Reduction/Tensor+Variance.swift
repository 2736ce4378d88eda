extension Tensor where Scalar: TensorFloatingPoint {
  // The mean square distance from the mean, divided by the number of elements n, as in TensorFlow and NumPy, not by n − 1.

  /// The variance of all elements, a scalar.
  @inline(never) public func variance() -> Tensor { reduced(node.allAxes) }
  /// The variance along `axes`, which disappear.
  @inline(never) public func variance(squeezingAxes axes: [Int]) -> Tensor { reduced(axes) }
  @inline(never) public func variance(squeezingAxes axes: Int...) -> Tensor { reduced(axes) }
  /// The variance along `axes`, which stay with the extent 1.
  @inline(never) public func variance(alongAxes axes: [Int]) -> Tensor { reduced(axes, keeping: true) }
  @inline(never) public func variance(alongAxes axes: Int...) -> Tensor { reduced(axes, keeping: true) }

  private func reduced(_ axes: [Int], keeping: Bool = false) -> Tensor {
    Tensor(node.reducing(axes, keeping: keeping, for: "variance") { node.variance(along: $0) })
  }
}
