extension BasicRNNCell {
  /// A cell that takes the size of its input from the first one: Keras's form.
  public init(
    units: Int, weightInitializer: @escaping ParameterInitializer<Scalar> = glorotUniform(),
    biasInitializer: ParameterInitializer<Scalar> = zeros()
  ) {
    self.init(
      weight: Tensor(deferredFor: "BasicRNNCell(units: \(units))", weightInitializer) { [$0 + units, units] },
      bias: biasInitializer([units]))
  }
}

extension BasicRNNCell where Scalar == Float {
  public init(
    units: Int, weightInitializer: @escaping ParameterInitializer<Float> = glorotUniform(),
    biasInitializer: ParameterInitializer<Float> = zeros()
  ) {
    self.init(
      weight: Tensor(deferredFor: "BasicRNNCell(units: \(units))", weightInitializer) { [$0 + units, units] },
      bias: biasInitializer([units]))
  }
}
