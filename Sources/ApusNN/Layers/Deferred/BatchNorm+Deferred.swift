extension BatchNorm {
  /// A layer that takes the number of features from the first input: Keras's form.
  public init(axis: Int = -1, momentum: Scalar = 0.99, epsilon: Scalar = 1e-3) {
    self.init(
      axis: axis, momentum: momentum, offset: Self.features(zeros()), scale: Self.features(ones()), epsilon: epsilon,
      runningMean: Self.features(zeros()), runningVariance: Self.features(ones()))
  }

  /// One number for each feature.
  private static func features(_ initializer: @escaping ParameterInitializer<Scalar>) -> Tensor<Scalar> {
    Tensor(deferredFor: "BatchNorm()", initializer) { [$0] }
  }
}

extension BatchNorm where Scalar == Float {
  public init(axis: Int = -1, momentum: Float = 0.99, epsilon: Float = 1e-3) {
    self.init(
      axis: axis, momentum: momentum, offset: Self.features(zeros()), scale: Self.features(ones()), epsilon: epsilon,
      runningMean: Self.features(zeros()), runningVariance: Self.features(ones()))
  }
}
