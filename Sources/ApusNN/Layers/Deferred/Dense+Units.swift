extension Dense {
  /// A layer that takes the size of its input from the first one: Keras's form.
  ///
  ///     let layer = Dense(units: 10)
  ///     layer(Tensor(zeros: [32, 784])).shape   // [32, 10]
  ///     layer.weight.shape                      // [784, 10]
  public init(
    units: Int, activation: @escaping Activation<Scalar> = identity, useBias: Bool = true,
    weightInitializer: @escaping ParameterInitializer<Scalar> = glorotUniform(), biasInitializer: ParameterInitializer<Scalar> = zeros()
  ) {
    self.init(
      weight: Tensor(deferredFor: "Dense(units: \(units))", weightInitializer) { [$0, units] },
      bias: useBias ? biasInitializer([units]) : nil, activation: activation)
  }
}

extension Dense where Scalar == Float {
  public init(
    units: Int, activation: @escaping Activation<Float> = identity, useBias: Bool = true,
    weightInitializer: @escaping ParameterInitializer<Float> = glorotUniform(), biasInitializer: ParameterInitializer<Float> = zeros()
  ) {
    self.init(
      weight: Tensor(deferredFor: "Dense(units: \(units))", weightInitializer) { [$0, units] },
      bias: useBias ? biasInitializer([units]) : nil, activation: activation)
  }
}
