/// What a convolution's gradient does to its output: every element of the input is spread over a window of the output.
///
/// - Parameters:
///   - input: `[batch, height, width, inputs]`
///   - filter: `[height, width, outputs, inputs]`
/// - Returns: `[batch, height, width, outputs]`, `stride` times as large with `.same` padding, and by what the filter is larger than the
///   stride more with `.valid`.
@inline(never)
public func transposedConv2D<Scalar: TensorFloatingPoint>(
  _ input: Tensor<Scalar>, filter: Tensor<Scalar>, strides: (Int, Int) = (1, 1), padding: Padding = .valid
) -> Tensor<Scalar> {
  transposedConvolution(input, filter, [strides.0, strides.1], padding)
}

/// A convolution of the input, with zeros between its elements, with the filter turned round.
@inline(never)
func transposedConvolution<Scalar>(
  _ input: Tensor<Scalar>, _ filter: Tensor<Scalar>, _ strides: [Int], _ padding: Padding
) -> Tensor<Scalar> {
  let (rank, ones) = (strides.count + 2, strides.map { _ in 1 })
  guard input.diagnosis == nil, filter.diagnosis == nil, input.rank == rank, filter.rank == rank, strides.allSatisfy({ $0 > 0 }),
    strides.allSatisfy(\.isExtent)
  else { return convolution(input, filter, strides, padding, ones) }
  var (low, high, interior) = ([0], [0], [0])
  for (axis, stride) in strides.enumerated() {
    let (extent, window) = (input.shape[axis + 1], filter.shape[axis])
    let result = padding == .same ? extent * stride : extent * stride + max(window - stride, 0)
    let before = window - 1 - padding.amounts(input: result, window: window, stride: stride).low
    low.append(before)
    high.append(result + window - 1 - before - ((extent - 1) * stride + 1))
    interior.append(stride - 1)
  }
  let spread = input.node.padded(low: low + [0], high: high + [0], interior: interior + [0])
  let turned = filter.node.reversed(along: Array(strides.indices))
    .transposed(permutation: Array(strides.indices) + [rank - 1, rank - 2])
  return convolution(Tensor(spread), Tensor(turned), ones, .valid, ones)
}
