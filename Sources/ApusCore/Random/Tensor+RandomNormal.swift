extension Tensor where Scalar: TensorFloatingPoint {
  /// Numbers of a normal distribution.
  ///
  ///     let noise = Tensor<Float>(randomNormal: [201], seed: 7)
  ///
  /// - Parameter seed: the same seed gives the same numbers, on every machine. Without one every call draws other numbers, which
  ///   `Context.local.randomSeed` decides.
  @inline(never)
  public init(randomNormal shape: TensorShape, mean: Scalar = 0, standardDeviation: Scalar = 1, seed: Int? = nil) {
    self = RandomKey(seed: seed).tensor(shape) { type, key, counter in
      Node.randomNormal(type, key: key, counter: counter).scaled(by: standardDeviation, around: mean)
    }
  }

  /// Numbers of a normal distribution without those further than two standard deviations from the mean.
  ///
  /// Uniform numbers between the two probabilities are sent through the inverse of the distribution function, so every draw counts
  /// and none is repeated. The result's own standard deviation is 0.8796 times the one given.
  @inline(never)
  public init(randomTruncatedNormal shape: TensorShape, mean: Scalar = 0, standardDeviation: Scalar = 1, seed: Int? = nil) {
    self = RandomKey(seed: seed).tensor(shape) { type, key, counter in
      let unit = Node.randomUniform(TensorType(.float64, type.shape), key: key, counter: counter)
      // Φ(−2) and 1 − 2 Φ(−2)
      let probability = unit * 0.954499736103641585599434725667 + 0.022750131948179207200282637166
      return probability.inverseNormalDistribution().converted(to: type.dtype).scaled(by: standardDeviation, around: mean)
    }
  }
}

extension Node {
  fileprivate func scaled<Scalar: TensorFloatingPoint>(by factor: Scalar, around mean: Scalar) -> Node {
    let scaled = factor.asDouble == 1 ? self : self * factor.asDouble
    return mean.asDouble == 0 ? scaled : scaled + mean.asDouble
  }
}
