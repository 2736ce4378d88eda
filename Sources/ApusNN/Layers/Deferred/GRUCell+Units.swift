extension GRUCell {
  /// A cell that takes the size of its input from the first one: Keras's form, with its `reset_after`.
  public init(
    units: Int, resetAfter: Bool = true, weightInitializer: @escaping ParameterInitializer<Scalar> = glorotUniform(),
    biasInitializer: ParameterInitializer<Scalar> = zeros()
  ) {
    self.init(units, resetAfter, weightInitializer, biasInitializer) {
      Tensor(deferredFor: "GRUCell(units: \(units))", weightInitializer) { [$0, units] }
    }
  }
}

extension GRUCell where Scalar == Float {
  public init(
    units: Int, resetAfter: Bool = true, weightInitializer: @escaping ParameterInitializer<Float> = glorotUniform(),
    biasInitializer: ParameterInitializer<Float> = zeros()
  ) {
    self.init(units, resetAfter, weightInitializer, biasInitializer) {
      Tensor(deferredFor: "GRUCell(units: \(units))", weightInitializer) { [$0, units] }
    }
  }
}
