extension GroupNorm {
  /// A layer that takes the number of features from the first input: Keras's form.
  public init(groupCount: Int, axis: Int = -1, epsilon: Scalar = 1e-3) {
    self.init(
      offset: Tensor(deferredFor: "GroupNorm()", zeros()) { [$0] }, scale: Tensor(deferredFor: "GroupNorm()", ones()) { [$0] },
      groupCount: groupCount,
      axis: axis, epsilon: epsilon)
  }
}

extension GroupNorm where Scalar == Float {
  public init(groupCount: Int, axis: Int = -1, epsilon: Float = 1e-3) {
    self.init(
      offset: Tensor(deferredFor: "GroupNorm()", zeros()) { [$0] }, scale: Tensor(deferredFor: "GroupNorm()", ones()) { [$0] },
      groupCount: groupCount,
      axis: axis, epsilon: epsilon)
  }
}
