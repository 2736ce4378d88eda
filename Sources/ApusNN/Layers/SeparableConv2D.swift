/// A convolution of each channel by itself, then one that mixes the channels at every place.
///
/// Input `[batch, height, width, channels]`, output `[batch, height, width, outputs]`.
///
///     let layer = SeparableConv2D(depthwiseFilterShape: (3, 3, 16, 1), pointwiseFilterShape: (1, 1, 16, 32))
///
/// Chollet, "Xception: deep learning with depthwise separable convolutions", 2017.
public struct SeparableConv2D<Scalar: TensorFloatingPoint>: ObservedLayer {
  /// `[height, width, channels, multiplier]`
  public var depthwiseFilter: Tensor<Scalar>
  /// `[1, 1, channels · multiplier, outputs]`
  public var pointwiseFilter: Tensor<Scalar>
  /// `[outputs]`, or `nil` for a layer without bias.
  public var bias: Tensor<Scalar>?
  public let activation: Activation<Scalar>
  public let strides: (Int, Int)
  public let padding: Padding

  public init(
    depthwiseFilter: Tensor<Scalar>, pointwiseFilter: Tensor<Scalar>, bias: Tensor<Scalar>? = nil,
    activation: @escaping Activation<Scalar> = identity, strides: (Int, Int) = (1, 1), padding: Padding = .valid
  ) {
    self.depthwiseFilter = depthwiseFilter
    self.pointwiseFilter = pointwiseFilter
    self.bias = bias
    self.activation = activation
    self.strides = strides
    self.padding = padding
  }

  public init(
    depthwiseFilterShape: (Int, Int, Int, Int), pointwiseFilterShape: (Int, Int, Int, Int), strides: (Int, Int) = (1, 1),
    padding: Padding = .valid,
    activation: @escaping Activation<Scalar> = identity, useBias: Bool = true,
    depthwiseFilterInitializer: ParameterInitializer<Scalar> = glorotUniform(),
    pointwiseFilterInitializer: ParameterInitializer<Scalar> = glorotUniform(), biasInitializer: ParameterInitializer<Scalar> = zeros()
  ) {
    self.init(
      depthwiseFilter: depthwiseFilterInitializer([
        depthwiseFilterShape.0, depthwiseFilterShape.1, depthwiseFilterShape.2, depthwiseFilterShape.3,
      ]),
      pointwiseFilter: pointwiseFilterInitializer([
        pointwiseFilterShape.0, pointwiseFilterShape.1, pointwiseFilterShape.2, pointwiseFilterShape.3,
      ]),
      bias: useBias ? biasInitializer([pointwiseFilterShape.3]) : nil, activation: activation, strides: strides, padding: padding)
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    depthwiseFilter.resolve(for: input)
    pointwiseFilter.resolve(for: input)
    let convolved = separableConvolution(input, depthwiseFilter, pointwiseFilter, [strides.0, strides.1], padding)
    return activation(bias.map { convolved + $0 } ?? convolved)
  }
}

extension SeparableConv2D where Scalar == Float {
  public init(
    depthwiseFilterShape: (Int, Int, Int, Int), pointwiseFilterShape: (Int, Int, Int, Int), strides: (Int, Int) = (1, 1),
    padding: Padding = .valid,
    activation: @escaping Activation<Float> = identity, useBias: Bool = true,
    depthwiseFilterInitializer: ParameterInitializer<Float> = glorotUniform(),
    pointwiseFilterInitializer: ParameterInitializer<Float> = glorotUniform(), biasInitializer: ParameterInitializer<Float> = zeros()
  ) {
    self.init(
      depthwiseFilter: depthwiseFilterInitializer([
        depthwiseFilterShape.0, depthwiseFilterShape.1, depthwiseFilterShape.2, depthwiseFilterShape.3,
      ]),
      pointwiseFilter: pointwiseFilterInitializer([
        pointwiseFilterShape.0, pointwiseFilterShape.1, pointwiseFilterShape.2, pointwiseFilterShape.3,
      ]),
      bias: useBias ? biasInitializer([pointwiseFilterShape.3]) : nil, activation: activation, strides: strides, padding: padding)
  }
}
