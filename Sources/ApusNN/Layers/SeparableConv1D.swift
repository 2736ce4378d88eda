/// A convolution of each channel by itself, then one that mixes the channels at every place.
///
/// Input `[batch, width, channels]`, output `[batch, width, outputs]`.
///
///     let layer = SeparableConv1D(depthwiseFilterShape: (5, 3, 1), pointwiseFilterShape: (1, 3, 8))
///
/// Chollet, "Xception: deep learning with depthwise separable convolutions", 2017.
public struct SeparableConv1D<Scalar: TensorFloatingPoint>: ObservedLayer {
  /// `[width, channels, multiplier]`
  public var depthwiseFilter: Tensor<Scalar>
  /// `[1, channels · multiplier, outputs]`
  public var pointwiseFilter: Tensor<Scalar>
  /// `[outputs]`, or `nil` for a layer without bias.
  public var bias: Tensor<Scalar>?
  public let activation: Activation<Scalar>
  public let stride: Int
  public let padding: Padding

  public init(
    depthwiseFilter: Tensor<Scalar>, pointwiseFilter: Tensor<Scalar>, bias: Tensor<Scalar>? = nil,
    activation: @escaping Activation<Scalar> = identity, stride: Int = 1, padding: Padding = .valid
  ) {
    self.depthwiseFilter = depthwiseFilter
    self.pointwiseFilter = pointwiseFilter
    self.bias = bias
    self.activation = activation
    self.stride = stride
    self.padding = padding
  }

  public init(
    depthwiseFilterShape: (Int, Int, Int), pointwiseFilterShape: (Int, Int, Int), stride: Int = 1, padding: Padding = .valid,
    activation: @escaping Activation<Scalar> = identity, useBias: Bool = true,
    depthwiseFilterInitializer: ParameterInitializer<Scalar> = glorotUniform(),
    pointwiseFilterInitializer: ParameterInitializer<Scalar> = glorotUniform(), biasInitializer: ParameterInitializer<Scalar> = zeros()
  ) {
    self.init(
      depthwiseFilter: depthwiseFilterInitializer([depthwiseFilterShape.0, depthwiseFilterShape.1, depthwiseFilterShape.2]),
      pointwiseFilter: pointwiseFilterInitializer([pointwiseFilterShape.0, pointwiseFilterShape.1, pointwiseFilterShape.2]),
      bias: useBias ? biasInitializer([pointwiseFilterShape.2]) : nil, activation: activation, stride: stride, padding: padding)
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    depthwiseFilter.resolve(for: input)
    pointwiseFilter.resolve(for: input)
    let convolved = separableConvolution(input, depthwiseFilter, pointwiseFilter, [stride], padding)
    return activation(bias.map { convolved + $0 } ?? convolved)
  }
}

extension SeparableConv1D where Scalar == Float {
  public init(
    depthwiseFilterShape: (Int, Int, Int), pointwiseFilterShape: (Int, Int, Int), stride: Int = 1, padding: Padding = .valid,
    activation: @escaping Activation<Float> = identity, useBias: Bool = true,
    depthwiseFilterInitializer: ParameterInitializer<Float> = glorotUniform(),
    pointwiseFilterInitializer: ParameterInitializer<Float> = glorotUniform(), biasInitializer: ParameterInitializer<Float> = zeros()
  ) {
    self.init(
      depthwiseFilter: depthwiseFilterInitializer([depthwiseFilterShape.0, depthwiseFilterShape.1, depthwiseFilterShape.2]),
      pointwiseFilter: pointwiseFilterInitializer([pointwiseFilterShape.0, pointwiseFilterShape.1, pointwiseFilterShape.2]),
      bias: useBias ? biasInitializer([pointwiseFilterShape.2]) : nil, activation: activation, stride: stride, padding: padding)
  }
}
