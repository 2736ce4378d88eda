/// The convolution of each channel of images with filters of its own.
///
/// - Parameters:
///   - input: `[batch, height, width, channels]`
///   - filter: `[height, width, channels, multiplier]`
/// - Returns: `[batch, height, width, channels · multiplier]`, all outputs of the first channel first.
@inline(never)
public func depthwiseConv2D<Scalar: TensorFloatingPoint>(
  _ input: Tensor<Scalar>, filter: Tensor<Scalar>, strides: (Int, Int) = (1, 1), padding: Padding = .valid
) -> Tensor<Scalar> {
  depthwiseConvolution(input, filter, [strides.0, strides.1], padding)
}

/// The filter's channels become groups of one input each.
@inline(never)
func depthwiseConvolution<Scalar>(
  _ input: Tensor<Scalar>, _ filter: Tensor<Scalar>, _ strides: [Int], _ padding: Padding
) -> Tensor<Scalar> {
  let rank = strides.count + 2
  if input.diagnosis != nil || filter.diagnosis != nil || input.rank != rank || filter.rank != rank {
    return convolution(input, filter, strides, padding, strides.map { _ in 1 })
  }
  let (channels, multiplier) = (filter.shape[rank - 2], filter.shape[rank - 1])
  guard input.shape[rank - 1] == channels else {
    return Tensor(
      Node.poisoned(
        .attribute(
          operation: "depthwise convolution",
          problem: "a filter \(filter.shape) for \(channels) channels does not fit \(input.shape[rank - 1])", operand: input.shape),
        of: filter.node, input.node))
  }
  let grouped = filter.node.reshaped(to: TensorShape(Array(filter.shape.dropLast(2)) + [1, channels * multiplier]))
  return convolution(input, Tensor(grouped), strides, padding, strides.map { _ in 1 }, groups: channels)
}

/// A convolution of each channel by itself, then one of a single place that mixes all of them.
@inline(never)
func separableConvolution<Scalar>(
  _ input: Tensor<Scalar>, _ depthwiseFilter: Tensor<Scalar>, _ pointwiseFilter: Tensor<Scalar>, _ strides: [Int], _ padding: Padding
) -> Tensor<Scalar> {
  let ones = strides.map { _ in 1 }
  let depthwise = depthwiseConvolution(input, depthwiseFilter, strides, padding)
  return convolution(depthwise, pointwiseFilter, ones, .valid, ones)
}
