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
    let depthwise = Tensor<Scalar>(deferredFor: name, depthwiseFilterInitializer) { [size, size, $0, multiplier] }
    let pointwise = Tensor<Scalar>(deferredFor: name, pointwiseFilterInitializer) {
      [1, 1, $0.multipliedReportingOverflow(by: multiplier).partialValue, filters]
    }
    self.init(
      depthwiseFilter: depthwise, pointwiseFilter: pointwise, bias: useBias ? biasInitializer([filters]) : nil, activation: activation,
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
    let depthwise = Tensor<Scalar>(deferredFor: name, depthwiseFilterInitializer) { [size, size, $0, multiplier] }
    let pointwise = Tensor<Scalar>(deferredFor: name, pointwiseFilterInitializer) {
      [1, 1, $0.multipliedReportingOverflow(by: multiplier).partialValue, filters]
    }
    self.init(
      depthwiseFilter: depthwise, pointwiseFilter: pointwise, bias: useBias ? biasInitializer([filters]) : nil, activation: activation,
      strides: strides, padding: padding)
  }
}
