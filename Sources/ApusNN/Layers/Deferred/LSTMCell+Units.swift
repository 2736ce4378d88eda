extension LSTMCell {
  /// A cell that takes the size of its input from the first one: Keras's form.
  public init(
    units: Int, weightInitializer: @escaping ParameterInitializer<Scalar> = glorotUniform(),
    biasInitializer: ParameterInitializer<Scalar> = zeros()
  ) {
    self.init(
      fusedWeight: Tensor(deferredFor: "LSTMCell(units: \(units))", weightInitializer) { [$0 + units, 4 * units] },
      fusedBias: biasInitializer([4 * units]))
  }
}

extension LSTMCell where Scalar == Float {
  public init(
    units: Int, weightInitializer: @escaping ParameterInitializer<Float> = glorotUniform(),
    biasInitializer: ParameterInitializer<Float> = zeros()
  ) {
    self.init(
      fusedWeight: Tensor(deferredFor: "LSTMCell(units: \(units))", weightInitializer) { [$0 + units, 4 * units] },
      fusedBias: biasInitializer([4 * units]))
  }
}
