/// The convolution (in the field's sense: without flipping the filter) of images with a filter.
///
/// - Parameters:
///   - input: `[batch, height, width, inputs]`
///   - filter: `[height, width, inputs / groups, outputs]`
///   - groups: inputs and outputs fall into this many groups that do not see each other.
/// - Returns: `[batch, height, width, outputs]`
@inline(never)
public func conv2D<Scalar: TensorFloatingPoint>(
  _ input: Tensor<Scalar>, filter: Tensor<Scalar>, strides: (Int, Int) = (1, 1), padding: Padding = .valid, dilations: (Int, Int) = (1, 1),
  groups: Int = 1
) -> Tensor<Scalar> {
  convolution(input, filter, [strides.0, strides.1], padding, [dilations.0, dilations.1], groups: groups)
}
