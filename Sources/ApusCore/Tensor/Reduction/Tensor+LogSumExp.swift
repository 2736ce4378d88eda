extension Tensor where Scalar: TensorFloatingPoint {
  /// log Σ eˣ, without overflow, of all elements, a scalar.
  @inline(never) public func logSumExp() -> Tensor { reduced(node.allAxes) }
  /// log Σ eˣ, without overflow, along `axes`, which disappear.
  @inline(never) public func logSumExp(squeezingAxes axes: [Int]) -> Tensor { reduced(axes) }
  @inline(never) public func logSumExp(squeezingAxes axes: Int...) -> Tensor { reduced(axes) }
  /// log Σ eˣ, without overflow, along `axes`, which stay with the extent 1.
  @inline(never) public func logSumExp(alongAxes axes: [Int]) -> Tensor { reduced(axes, keeping: true) }
  @inline(never) public func logSumExp(alongAxes axes: Int...) -> Tensor { reduced(axes, keeping: true) }

  private func reduced(_ axes: [Int], keeping: Bool = false) -> Tensor {
    Tensor(node.reducing(axes, keeping: keeping, for: "logSumExp") { node.logSumExp(along: $0) })
  }
}
