extension DepthwiseConv2D {
  /// A layer that takes the number of channels from the first input: Keras's form.
  ///
  /// - Parameter depthMultiplier: how many outputs each channel has.
  public init(
    kernelSize size: Int, depthMultiplier multiplier: Int = 1, strides: (Int, Int) = (1, 1), padding: Padding = .valid,
    activation: @escaping Activation<Scalar> = identity, useBias: Bool = true,
    filterInitializer: @escaping ParameterInitializer<Scalar> = glorotUniform(),
    biasInitializer: @escaping ParameterInitializer<Scalar> = zeros()
  ) {
    let name = "DepthwiseConv2D(kernelSize: \(size))"
    let shape = FilterShapes.depthwise(rank: 2, size: size, multiplier: multiplier)
    let filter = Tensor<Scalar>(deferredFor: name, filterInitializer, shape: shape)
    let biasShape = FilterShapes.depthwiseBias(multiplier: multiplier)
    let bias = useBias ? Tensor<Scalar>(deferredFor: name, biasInitializer, shape: biasShape) : nil
    self.init(filter: filter, bias: bias, activation: activation, strides: strides, padding: padding)
  }
}

extension DepthwiseConv2D where Scalar == Float {
  public init(
    kernelSize size: Int, depthMultiplier multiplier: Int = 1, strides: (Int, Int) = (1, 1), padding: Padding = .valid,
    activation: @escaping Activation<Float> = identity, useBias: Bool = true,
    filterInitializer: @escaping ParameterInitializer<Float> = glorotUniform(),
    biasInitializer: @escaping ParameterInitializer<Float> = zeros()
  ) {
    let name = "DepthwiseConv2D(kernelSize: \(size))"
    let shape = FilterShapes.depthwise(rank: 2, size: size, multiplier: multiplier)
    let filter = Tensor<Scalar>(deferredFor: name, filterInitializer, shape: shape)
    let biasShape = FilterShapes.depthwiseBias(multiplier: multiplier)
    let bias = useBias ? Tensor<Scalar>(deferredFor: name, biasInitializer, shape: biasShape) : nil
    self.init(filter: filter, bias: bias, activation: activation, strides: strides, padding: padding)
  }
}
