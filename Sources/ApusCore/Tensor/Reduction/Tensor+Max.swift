extension Tensor where Scalar: TensorNumber {
  /// The largest element of all elements, a scalar.
  @inline(never) public func max() -> Tensor { reduced(node.allAxes) }
  /// The largest element along `axes`, which disappear.
  @inline(never) public func max(squeezingAxes axes: [Int]) -> Tensor { reduced(axes) }
  @inline(never) public func max(squeezingAxes axes: Int...) -> Tensor { reduced(axes) }
  /// The largest element along `axes`, which stay with the extent 1.
  @inline(never) public func max(alongAxes axes: [Int]) -> Tensor { reduced(axes, keeping: true) }
  @inline(never) public func max(alongAxes axes: Int...) -> Tensor { reduced(axes, keeping: true) }

  private func reduced(_ axes: [Int], keeping: Bool = false) -> Tensor {
    Tensor(node.reducing(axes, keeping: keeping, for: "max") { node.max(along: $0) })
  }

  /// The places of the largest elements along an axis, which disappears; the first of several, the first NaN before all numbers.
  ///
  ///     print(Tensor<Float>([[1, 3, 2], [6, 5, 4]]).argmax(squeezingAxis: 1))   // [1, 0]
  @inline(never)
  public func argmax(squeezingAxis axis: Int) -> Tensor<Int32> { Tensor<Int32>(node.along(axis, for: "argmax") { node.argmax(along: $0) }) }

  /// The place of the largest of all elements in row-major order.
  @inline(never)
  public func argmax() -> Tensor<Int32> { Tensor<Int32>(node.reshaped(to: [scalarCount]).argmax(along: 0)) }
}
