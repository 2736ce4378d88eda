/// A convolution of each channel of images by itself: `activation(depthwiseConv2D(input, filter) + bias)`.
///
/// Input `[batch, height, width, channels]`, output `[batch, height, width, channels · multiplier]`.
///
///     let layer = DepthwiseConv2D(filterShape: (3, 3, 16, 1), padding: .same)
public struct DepthwiseConv2D<Scalar: TensorFloatingPoint>: ObservedLayer {
  /// `[height, width, channels, multiplier]`
  public var filter: Tensor<Scalar>
  /// `[channels · multiplier]`, or `nil` for a layer without bias.
  public var bias: Tensor<Scalar>?
  public let activation: Activation<Scalar>
  public let strides: (Int, Int)
  public let padding: Padding

  public init(
    filter: Tensor<Scalar>, bias: Tensor<Scalar>? = nil, activation: @escaping Activation<Scalar> = identity, strides: (Int, Int) = (1, 1),
    padding: Padding = .valid
  ) {
    self.filter = filter
    self.bias = bias
    self.activation = activation
    self.strides = strides
    self.padding = padding
  }

  public init(
    filterShape: (Int, Int, Int, Int), strides: (Int, Int) = (1, 1), padding: Padding = .valid,
    activation: @escaping Activation<Scalar> = identity, useBias: Bool = true,
    filterInitializer: ParameterInitializer<Scalar> = glorotUniform(), biasInitializer: ParameterInitializer<Scalar> = zeros()
  ) {
    self.init(
      filter: filterInitializer([filterShape.0, filterShape.1, filterShape.2, filterShape.3]),
      bias: useBias ? biasInitializer([filterShape.2.multipliedReportingOverflow(by: filterShape.3).partialValue]) : nil,
      activation: activation, strides: strides, padding: padding)
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    filter.resolve(for: input)
    bias?.resolve(for: input)
    let convolved = depthwiseConv2D(input, filter: filter, strides: strides, padding: padding)
    return activation(bias.map { convolved + $0 } ?? convolved)
  }
}

extension DepthwiseConv2D where Scalar == Float {
  public init(
    filterShape: (Int, Int, Int, Int), strides: (Int, Int) = (1, 1), padding: Padding = .valid,
    activation: @escaping Activation<Float> = identity, useBias: Bool = true,
    filterInitializer: ParameterInitializer<Float> = glorotUniform(), biasInitializer: ParameterInitializer<Float> = zeros()
  ) {
    self.init(
      filter: filterInitializer([filterShape.0, filterShape.1, filterShape.2, filterShape.3]),
      bias: useBias ? biasInitializer([filterShape.2.multipliedReportingOverflow(by: filterShape.3).partialValue]) : nil,
      activation: activation, strides: strides, padding: padding)
  }
}
