/// The largest element of each window of `[batch, height, width, channels]`.
@inline(never)
public func maxPool2D<Scalar: TensorFloatingPoint>(
  _ input: Tensor<Scalar>, filterSize: (Int, Int), strides: (Int, Int), padding: Padding = .valid
) -> Tensor<Scalar> {
  pooled(input, [filterSize.0, filterSize.1], [strides.0, strides.1], padding) { $0.maxPooled(window: $1, strides: $2, padding: $3) }
}

/// The mean of each window of `[batch, height, width, channels]`; elements beyond the border do not count.
@inline(never)
public func avgPool2D<Scalar: TensorFloatingPoint>(
  _ input: Tensor<Scalar>, filterSize: (Int, Int), strides: (Int, Int), padding: Padding = .valid
) -> Tensor<Scalar> {
  pooled(input, [filterSize.0, filterSize.1], [strides.0, strides.1], padding) { $0.averagePooled(window: $1, strides: $2, padding: $3) }
}

/// The largest element of each window of `[batch, depth, height, width, channels]`.
@inline(never)
public func maxPool3D<Scalar: TensorFloatingPoint>(
  _ input: Tensor<Scalar>, filterSize: (Int, Int, Int), strides: (Int, Int, Int), padding: Padding = .valid
) -> Tensor<Scalar> {
  pooled(input, [filterSize.0, filterSize.1, filterSize.2], [strides.0, strides.1, strides.2], padding) {
    $0.maxPooled(window: $1, strides: $2, padding: $3)
  }
}

/// The mean of each window of `[batch, depth, height, width, channels]`; elements beyond the border do not count.
@inline(never)
public func avgPool3D<Scalar: TensorFloatingPoint>(
  _ input: Tensor<Scalar>, filterSize: (Int, Int, Int), strides: (Int, Int, Int), padding: Padding = .valid
) -> Tensor<Scalar> {
  pooled(input, [filterSize.0, filterSize.1, filterSize.2], [strides.0, strides.1, strides.2], padding) {
    $0.averagePooled(window: $1, strides: $2, padding: $3)
  }
}

/// A pool over as many axes of space as `size` has numbers.
@inline(never)
func pooled<Scalar>(
  _ input: Tensor<Scalar>, _ size: [Int], _ strides: [Int], _ padding: Padding,
  _ pool: (Node, _ window: [Int], _ strides: [Int], _ padding: [(low: Int, high: Int)]) -> Node
) -> Tensor<Scalar> {
  if let wrong = input.mistake(ifNotSpace: size.count, for: "pool\(size.count)D") { return wrong }
  let paddings = size.indices.map { padding.amounts(input: input.shape[$0 + 1], window: size[$0], stride: strides[$0]) }
  return Tensor(pool(input.node, [1] + size + [1], [1] + strides + [1], [(0, 0)] + paddings + [(0, 0)]))
}
