/// The largest element of each window of `[batch, height, width, channels]`.
@inline(never)
public func maxPool2D<Scalar: TensorFloatingPoint>(
  _ input: Tensor<Scalar>, filterSize: (Int, Int), strides: (Int, Int), padding: Padding = .valid
) -> Tensor<Scalar> {
  pooled(input, filterSize, strides, padding) { $0.maxPooled(window: $1, strides: $2, padding: $3) }
}

/// The mean of each window of `[batch, height, width, channels]`; elements beyond the border do not count.
@inline(never)
public func avgPool2D<Scalar: TensorFloatingPoint>(
  _ input: Tensor<Scalar>, filterSize: (Int, Int), strides: (Int, Int), padding: Padding = .valid
) -> Tensor<Scalar> {
  pooled(input, filterSize, strides, padding) { $0.averagePooled(window: $1, strides: $2, padding: $3) }
}

private func pooled<Scalar>(
  _ input: Tensor<Scalar>, _ size: (Int, Int), _ strides: (Int, Int), _ padding: Padding,
  _ pool: (Node, _ window: [Int], _ strides: [Int], _ padding: [(low: Int, high: Int)]) -> Node
) -> Tensor<Scalar> {
  if input.diagnosis != nil { return input }
  guard input.rank == 4 else {
    return Tensor(
      Node.poisoned(.rank(operation: "pool2D", shape: input.shape, expected: "[batch, height, width, channels]"), of: input.node))
  }
  let paddings = [
    (low: 0, high: 0), padding.amounts(input: input.shape[1], window: size.0, stride: strides.0),
    padding.amounts(input: input.shape[2], window: size.1, stride: strides.1), (low: 0, high: 0),
  ]
  return Tensor(pool(input.node, [1, size.0, size.1, 1], [1, strides.0, strides.1, 1], paddings))
}
