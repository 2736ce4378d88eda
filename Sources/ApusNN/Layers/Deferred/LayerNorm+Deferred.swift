extension LayerNorm {
  /// A layer that takes the number of features from the first input: Keras's form.
  public init(axis: Int = -1, epsilon: Scalar = 1e-3) {
    self.init(
      offset: Tensor(deferredFor: "LayerNorm()", zeros()) { [$0] }, scale: Tensor(deferredFor: "LayerNorm()", ones()) { [$0] },
      axis: axis, epsilon: epsilon)
  }
}

extension LayerNorm where Scalar == Float {
  public init(axis: Int = -1, epsilon: Float = 1e-3) {
    self.init(
      offset: Tensor(deferredFor: "LayerNorm()", zeros()) { [$0] }, scale: Tensor(deferredFor: "LayerNorm()", ones()) { [$0] },
      axis: axis, epsilon: epsilon)
  }
}
