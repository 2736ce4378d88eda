extension InstanceNorm {
  /// A layer that takes the number of features from the first input: Keras's form.
  public init(axis: Int = -1, epsilon: Scalar = 1e-3) {
    self.init(
      offset: Tensor(deferredFor: "InstanceNorm()", zeros()) { [$0] }, scale: Tensor(deferredFor: "InstanceNorm()", ones()) { [$0] },
      axis: axis, epsilon: epsilon)
  }
}

extension InstanceNorm where Scalar == Float {
  public init(axis: Int = -1, epsilon: Float = 1e-3) {
    self.init(
      offset: Tensor(deferredFor: "InstanceNorm()", zeros()) { [$0] }, scale: Tensor(deferredFor: "InstanceNorm()", ones()) { [$0] },
      axis: axis, epsilon: epsilon)
  }
}
