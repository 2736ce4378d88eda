extension Tensor where Scalar: TensorNumber {
  // Axes count from 0; negative ones from the end.

  /// The sum of all elements, a scalar.
  @inline(never) public func sum() -> Tensor { reduced(node.allAxes) }
  /// The sum along `axes`, which disappear.
  @inline(never) public func sum(squeezingAxes axes: [Int]) -> Tensor { reduced(axes) }
  @inline(never) public func sum(squeezingAxes axes: Int...) -> Tensor { reduced(axes) }
  /// The sum along `axes`, which stay with the extent 1.
  @inline(never) public func sum(alongAxes axes: [Int]) -> Tensor { reduced(axes, keeping: true) }
  @inline(never) public func sum(alongAxes axes: Int...) -> Tensor { reduced(axes, keeping: true) }

  private func reduced(_ axes: [Int], keeping: Bool = false) -> Tensor {
    Tensor(node.reducing(axes, keeping: keeping, for: "sum") { node.sum(along: $0) })
  }
}
