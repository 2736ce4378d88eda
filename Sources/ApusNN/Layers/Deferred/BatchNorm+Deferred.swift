extension BatchNorm {
  /// A layer that takes the number of features from the first input: Keras's form.
  public init(axis: Int = -1, momentum: Scalar = 0.99, epsilon: Scalar = 1e-3) {
    let (zeros, ones): (ParameterInitializer<Scalar>, ParameterInitializer<Scalar>) = (zeros(), ones())
    let features = { (initializer: @escaping ParameterInitializer<Scalar>) in
      Tensor(deferredFor: "BatchNorm()", initializer) { [$0] }
    }
    self.init(
      axis: axis, momentum: momentum, offset: features(zeros), scale: features(ones), epsilon: epsilon, runningMean: features(zeros),
      runningVariance: features(ones))
  }
}

extension BatchNorm where Scalar == Float {
  public init(axis: Int = -1, momentum: Float = 0.99, epsilon: Float = 1e-3) {
    let (zeros, ones): (ParameterInitializer<Scalar>, ParameterInitializer<Scalar>) = (zeros(), ones())
    let features = { (initializer: @escaping ParameterInitializer<Scalar>) in
      Tensor(deferredFor: "BatchNorm()", initializer) { [$0] }
    }
    self.init(
      axis: axis, momentum: momentum, offset: features(zeros), scale: features(ones), epsilon: epsilon, runningMean: features(zeros),
      runningVariance: features(ones))
  }
}
