extension TransposedConv1D {
  /// A layer that takes the number of input channels from the first input: Keras's `Conv1DTranspose`.
  public init(
    filters: Int, kernelSize size: Int, stride: Int = 1, padding: Padding = .valid,
    activation: @escaping Activation<Scalar> = identity, useBias: Bool = true,
    filterInitializer: @escaping ParameterInitializer<Scalar> = glorotUniform(), biasInitializer: ParameterInitializer<Scalar> = zeros()
  ) {
    let shape = FilterShapes.transposedConvolution(rank: 1, size: size, filters: filters)
    let filter = Tensor<Scalar>(deferredFor: "TransposedConv1D(filters: \(filters))", filterInitializer, shape: shape)
    self.init(
      filter: filter, bias: useBias ? biasInitializer([filters]) : nil, activation: activation, stride: stride, padding: padding)
  }
}

extension TransposedConv1D where Scalar == Float {
  public init(
    filters: Int, kernelSize size: Int, stride: Int = 1, padding: Padding = .valid,
    activation: @escaping Activation<Float> = identity, useBias: Bool = true,
    filterInitializer: @escaping ParameterInitializer<Float> = glorotUniform(), biasInitializer: ParameterInitializer<Float> = zeros()
  ) {
    let shape = FilterShapes.transposedConvolution(rank: 1, size: size, filters: filters)
    let filter = Tensor<Scalar>(deferredFor: "TransposedConv1D(filters: \(filters))", filterInitializer, shape: shape)
    self.init(
      filter: filter, bias: useBias ? biasInitializer([filters]) : nil, activation: activation, stride: stride, padding: padding)
  }
}
