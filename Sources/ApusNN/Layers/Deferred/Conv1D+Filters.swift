extension Conv1D {
  /// A layer that takes the number of input channels from the first input, with a filter as long in every direction: Keras's form.
  ///
  ///     let layer = Conv1D(filters: 32, kernelSize: 3, padding: .same, activation: relu)
  public init(
    filters: Int, kernelSize size: Int, stride: Int = 1, padding: Padding = .valid,
    dilation: Int = 1, groups: Int = 1, activation: @escaping Activation<Scalar> = identity, useBias: Bool = true,
    filterInitializer: @escaping ParameterInitializer<Scalar> = glorotUniform(), biasInitializer: ParameterInitializer<Scalar> = zeros()
  ) {
    let shape = FilterShapes.convolution(rank: 1, size: size, groups: groups, filters: filters)
    let filter = Tensor<Scalar>(deferredFor: "Conv1D(filters: \(filters))", filterInitializer, shape: shape)
    self.init(
      filter: filter, bias: useBias ? biasInitializer([filters]) : nil, activation: activation, stride: stride, padding: padding,
      dilation: dilation, groups: groups)
  }
}

extension Conv1D where Scalar == Float {
  public init(
    filters: Int, kernelSize size: Int, stride: Int = 1, padding: Padding = .valid,
    dilation: Int = 1, groups: Int = 1, activation: @escaping Activation<Float> = identity, useBias: Bool = true,
    filterInitializer: @escaping ParameterInitializer<Float> = glorotUniform(), biasInitializer: ParameterInitializer<Float> = zeros()
  ) {
    let shape = FilterShapes.convolution(rank: 1, size: size, groups: groups, filters: filters)
    let filter = Tensor<Scalar>(deferredFor: "Conv1D(filters: \(filters))", filterInitializer, shape: shape)
    self.init(
      filter: filter, bias: useBias ? biasInitializer([filters]) : nil, activation: activation, stride: stride, padding: padding,
      dilation: dilation, groups: groups)
  }
}
