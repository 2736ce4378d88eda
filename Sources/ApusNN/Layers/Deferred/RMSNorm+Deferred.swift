extension RMSNorm {
  /// A layer that takes the number of features from the first input: Keras's form.
  public init(axis: Int = -1, epsilon: Scalar = 1e-6) {
    self.init(scale: Tensor(deferredFor: "RMSNorm()", ones()) { [$0] }, axis: axis, epsilon: epsilon)
  }
}

extension RMSNorm where Scalar == Float {
  public init(axis: Int = -1, epsilon: Float = 1e-6) {
    self.init(scale: Tensor(deferredFor: "RMSNorm()", ones()) { [$0] }, axis: axis, epsilon: epsilon)
  }
}
