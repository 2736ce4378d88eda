extension Tensor where Scalar: TensorNumber {
  /// The smallest element of all elements, a scalar.
  @inline(never) public func min() -> Tensor { reduced(node.allAxes) }
  /// The smallest element along `axes`, which disappear.
  @inline(never) public func min(squeezingAxes axes: [Int]) -> Tensor { reduced(axes) }
  @inline(never) public func min(squeezingAxes axes: Int...) -> Tensor { reduced(axes) }
  /// The smallest element along `axes`, which stay with the extent 1.
  @inline(never) public func min(alongAxes axes: [Int]) -> Tensor { reduced(axes, keeping: true) }
  @inline(never) public func min(alongAxes axes: Int...) -> Tensor { reduced(axes, keeping: true) }

  private func reduced(_ axes: [Int], keeping: Bool = false) -> Tensor {
    Tensor(node.reducing(axes, keeping: keeping, for: "min") { node.min(along: $0) })
  }

  /// The places of the smallest elements along an axis, which disappears; the first of several, the first NaN before all numbers.
  @inline(never)
  public func argmin(squeezingAxis axis: Int) -> Tensor<Int32> { Tensor<Int32>(node.along(axis, for: "argmin") { node.argmin(along: $0) }) }

  /// The place of the smallest of all elements in row-major order.
  @inline(never)
  public func argmin() -> Tensor<Int32> { Tensor<Int32>(node.reshaped(to: [scalarCount]).argmin(along: 0)) }
}
