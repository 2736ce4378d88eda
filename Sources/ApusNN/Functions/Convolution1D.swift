/// The convolution (in the field's sense: without flipping the filter) of sequences with a filter.
///
/// - Parameters:
///   - input: `[batch, width, inputs]`
///   - filter: `[width, inputs / groups, outputs]`
///   - groups: inputs and outputs fall into this many groups that do not see each other.
/// - Returns: `[batch, width, outputs]`
@inline(never)
public func conv1D<Scalar: TensorFloatingPoint>(
  _ input: Tensor<Scalar>, filter: Tensor<Scalar>, stride: Int = 1, padding: Padding = .valid, dilation: Int = 1, groups: Int = 1
) -> Tensor<Scalar> {
  convolution(input, filter, [stride], padding, [dilation], groups: groups)
}

/// The convolution of arrays with as many axes of space as there are strides.
@inline(never)
func convolution<Scalar>(
  _ input: Tensor<Scalar>, _ filter: Tensor<Scalar>, _ strides: [Int], _ padding: Padding, _ dilations: [Int],
  groups: Int = 1
) -> Tensor<Scalar> {
  Tensor(
    Node.convolution(input.node, filter.node, strides: strides, dilations: dilations, groups: groups) {
      _, input, window, stride, dilation in
      padding.amounts(input: input, window: window, stride: stride, dilation: dilation)
    })
}
