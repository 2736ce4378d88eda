extension Tensor where Scalar: TensorNumber {
  /// The product of all elements, a scalar.
  @inline(never) public func product() -> Tensor { reduced(node.allAxes) }
  /// The product along `axes`, which disappear.
  @inline(never) public func product(squeezingAxes axes: [Int]) -> Tensor { reduced(axes) }
  @inline(never) public func product(squeezingAxes axes: Int...) -> Tensor { reduced(axes) }
  /// The product along `axes`, which stay with the extent 1.
  @inline(never) public func product(alongAxes axes: [Int]) -> Tensor { reduced(axes, keeping: true) }
  @inline(never) public func product(alongAxes axes: Int...) -> Tensor { reduced(axes, keeping: true) }

  private func reduced(_ axes: [Int], keeping: Bool = false) -> Tensor {
    Tensor(node.reducing(axes, keeping: keeping, for: "product") { node.product(along: $0) })
  }
}
