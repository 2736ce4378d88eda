extension SeparableConv2D {
  /// A layer that takes the number of channels from the first input: Keras's form.
  ///
  /// - Parameter depthMultiplier: how many outputs each channel has before they are mixed.
  public init(
    filters: Int, kernelSize size: Int, depthMultiplier multiplier: Int = 1, strides: (Int, Int) = (1, 1), padding: Padding = .valid,
    activation: @escaping Activation<Scalar> = identity, useBias: Bool = true,
    depthwiseFilterInitializer: @escaping ParameterInitializer<Scalar> = glorotUniform(),
    pointwiseFilterInitializer: @escaping ParameterInitializer<Scalar> = glorotUniform(),
    biasInitializer: ParameterInitializer<Scalar> = zeros()
  ) {
    let name = "SeparableConv2D(filters: \(filters))"
    let depthwise = FilterShapes.depthwise(rank: 2, size: size, multiplier: multiplier)
    let pointwise = FilterShapes.pointwise(rank: 2, multiplier: multiplier, filters: filters)
    self.init(
      depthwiseFilter: Tensor(deferredFor: name, depthwiseFilterInitializer, shape: depthwise),
      pointwiseFilter: Tensor(deferredFor: name, pointwiseFilterInitializer, shape: pointwise),
      bias: useBias ? biasInitializer([filters]) : nil, activation: activation,
      strides: strides, padding: padding)
  }
}

extension SeparableConv2D where Scalar == Float {
  public init(
    filters: Int, kernelSize size: Int, depthMultiplier multiplier: Int = 1, strides: (Int, Int) = (1, 1), padding: Padding = .valid,
    activation: @escaping Activation<Float> = identity, useBias: Bool = true,
    depthwiseFilterInitializer: @escaping ParameterInitializer<Float> = glorotUniform(),
    pointwiseFilterInitializer: @escaping ParameterInitializer<Float> = glorotUniform(),
    biasInitializer: ParameterInitializer<Float> = zeros()
  ) {
    let name = "SeparableConv2D(filters: \(filters))"
    let depthwise = FilterShapes.depthwise(rank: 2, size: size, multiplier: multiplier)
    let pointwise = FilterShapes.pointwise(rank: 2, multiplier: multiplier, filters: filters)
    self.init(
      depthwiseFilter: Tensor(deferredFor: name, depthwiseFilterInitializer, shape: depthwise),
      pointwiseFilter: Tensor(deferredFor: name, pointwiseFilterInitializer, shape: pointwise),
      bias: useBias ? biasInitializer([filters]) : nil, activation: activation,
      strides: strides, padding: padding)
  }
}
