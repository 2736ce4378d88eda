extension TransposedConv3D {
  /// A layer that takes the number of input channels from the first input: Keras's `Conv3DTranspose`.
  public init(
    filters: Int, kernelSize size: Int, strides: (Int, Int, Int) = (1, 1, 1), padding: Padding = .valid,
    activation: @escaping Activation<Scalar> = identity, useBias: Bool = true,
    filterInitializer: @escaping ParameterInitializer<Scalar> = glorotUniform(), biasInitializer: ParameterInitializer<Scalar> = zeros()
  ) {
    let shape = FilterShapes.transposedConvolution(rank: 3, size: size, filters: filters)
    let filter = Tensor<Scalar>(deferredFor: "TransposedConv3D(filters: \(filters))", filterInitializer, shape: shape)
    self.init(
      filter: filter, bias: useBias ? biasInitializer([filters]) : nil, activation: activation, strides: strides, padding: padding)
  }
}

extension TransposedConv3D where Scalar == Float {
  public init(
    filters: Int, kernelSize size: Int, strides: (Int, Int, Int) = (1, 1, 1), padding: Padding = .valid,
    activation: @escaping Activation<Float> = identity, useBias: Bool = true,
    filterInitializer: @escaping ParameterInitializer<Float> = glorotUniform(), biasInitializer: ParameterInitializer<Float> = zeros()
  ) {
    let shape = FilterShapes.transposedConvolution(rank: 3, size: size, filters: filters)
    let filter = Tensor<Scalar>(deferredFor: "TransposedConv3D(filters: \(filters))", filterInitializer, shape: shape)
    self.init(
      filter: filter, bias: useBias ? biasInitializer([filters]) : nil, activation: activation, strides: strides, padding: padding)
  }
}
