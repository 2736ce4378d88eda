/// The largest element of each region, where regions have two neighbouring sizes: `fractionalMaxPool2D`.
///
/// Input `[batch, height, width, channels]`, output the same, smaller by the ratios.
///
///     let layer = FractionalMaxPool2D(poolingRatio: (1.44, 1.44))
public struct FractionalMaxPool2D<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public let poolingRatio: (Double, Double)
  public let pseudoRandom: Bool
  public let overlapping: Bool
  /// Determines the regions, which are the same at each call.
  public let seed: Int

  public init(poolingRatio: (Double, Double), pseudoRandom: Bool = false, overlapping: Bool = false, seed: Int = 0) {
    self.poolingRatio = poolingRatio
    self.pseudoRandom = pseudoRandom
    self.overlapping = overlapping
    self.seed = seed
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    fractionalMaxPool2D(input, poolingRatio: poolingRatio, pseudoRandom: pseudoRandom, overlapping: overlapping, seed: seed)
  }
}

extension FractionalMaxPool2D where Scalar == Float {
  public init(poolingRatio: (Double, Double), pseudoRandom: Bool = false, overlapping: Bool = false, seed: Int = 0) {
    self.poolingRatio = poolingRatio
    self.pseudoRandom = pseudoRandom
    self.overlapping = overlapping
    self.seed = seed
  }
}

/// The mean of each region, where regions have two neighbouring sizes: `fractionalAvgPool2D`.
public struct FractionalAvgPool2D<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public let poolingRatio: (Double, Double)
  public let pseudoRandom: Bool
  public let overlapping: Bool
  /// Determines the regions, which are the same at each call.
  public let seed: Int

  public init(poolingRatio: (Double, Double), pseudoRandom: Bool = false, overlapping: Bool = false, seed: Int = 0) {
    self.poolingRatio = poolingRatio
    self.pseudoRandom = pseudoRandom
    self.overlapping = overlapping
    self.seed = seed
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    fractionalAvgPool2D(input, poolingRatio: poolingRatio, pseudoRandom: pseudoRandom, overlapping: overlapping, seed: seed)
  }
}

extension FractionalAvgPool2D where Scalar == Float {
  public init(poolingRatio: (Double, Double), pseudoRandom: Bool = false, overlapping: Bool = false, seed: Int = 0) {
    self.poolingRatio = poolingRatio
    self.pseudoRandom = pseudoRandom
    self.overlapping = overlapping
    self.seed = seed
  }
}
