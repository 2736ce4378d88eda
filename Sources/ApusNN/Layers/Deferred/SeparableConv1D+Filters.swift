extension SeparableConv1D {
  /// A layer that takes the number of channels from the first input: Keras's form.
  ///
  /// - Parameter depthMultiplier: how many outputs each channel has before they are mixed.
  public init(
    filters: Int, kernelSize size: Int, depthMultiplier multiplier: Int = 1, stride: Int = 1, padding: Padding = .valid,
    activation: @escaping Activation<Scalar> = identity, useBias: Bool = true,
    depthwiseFilterInitializer: @escaping ParameterInitializer<Scalar> = glorotUniform(),
    pointwiseFilterInitializer: @escaping ParameterInitializer<Scalar> = glorotUniform(),
    biasInitializer: ParameterInitializer<Scalar> = zeros()
  ) {
    let name = "SeparableConv1D(filters: \(filters))"
    let depthwise = Tensor<Scalar>(deferredFor: name, depthwiseFilterInitializer) { [size, $0, multiplier] }
    let pointwise = Tensor<Scalar>(deferredFor: name, pointwiseFilterInitializer) {
      [1, $0.multipliedReportingOverflow(by: multiplier).partialValue, filters]
    }
    self.init(
      depthwiseFilter: depthwise, pointwiseFilter: pointwise, bias: useBias ? biasInitializer([filters]) : nil, activation: activation,
      stride: stride, padding: padding)
  }
}

extension SeparableConv1D where Scalar == Float {
  public init(
    filters: Int, kernelSize size: Int, depthMultiplier multiplier: Int = 1, stride: Int = 1, padding: Padding = .valid,
    activation: @escaping Activation<Float> = identity, useBias: Bool = true,
    depthwiseFilterInitializer: @escaping ParameterInitializer<Float> = glorotUniform(),
    pointwiseFilterInitializer: @escaping ParameterInitializer<Float> = glorotUniform(),
    biasInitializer: ParameterInitializer<Float> = zeros()
  ) {
    let name = "SeparableConv1D(filters: \(filters))"
    let depthwise = Tensor<Scalar>(deferredFor: name, depthwiseFilterInitializer) { [size, $0, multiplier] }
    let pointwise = Tensor<Scalar>(deferredFor: name, pointwiseFilterInitializer) {
      [1, $0.multipliedReportingOverflow(by: multiplier).partialValue, filters]
    }
    self.init(
      depthwiseFilter: depthwise, pointwiseFilter: pointwise, bias: useBias ? biasInitializer([filters]) : nil, activation: activation,
      stride: stride, padding: padding)
  }
}
