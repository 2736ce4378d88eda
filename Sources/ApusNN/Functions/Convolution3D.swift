/// The convolution (in the field's sense: without flipping the filter) of volumes with a filter.
///
/// - Parameters:
///   - input: `[batch, depth, height, width, inputs]`
///   - filter: `[depth, height, width, inputs / groups, outputs]`
///   - groups: inputs and outputs fall into this many groups that do not see each other.
/// - Returns: `[batch, depth, height, width, outputs]`
@inline(never)
public func conv3D<Scalar: TensorFloatingPoint>(
  _ input: Tensor<Scalar>, filter: Tensor<Scalar>, strides: (Int, Int, Int) = (1, 1, 1), padding: Padding = .valid,
  dilations: (Int, Int, Int) = (1, 1, 1), groups: Int = 1
) -> Tensor<Scalar> {
  convolution(
    input, filter, [strides.0, strides.1, strides.2], padding, [dilations.0, dilations.1, dilations.2], groups: groups)
}
