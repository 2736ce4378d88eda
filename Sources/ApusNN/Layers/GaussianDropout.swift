/// In training, multiplies every element with normal noise around 1 of as much variance as dropout has; the identity otherwise.
///
/// The standard deviation is √(p / (1 − p)). Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014,
/// section 10. The random numbers come from `Context.local`, so that a run with the same seed draws the same noise.
public struct GaussianDropout<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  /// The share of elements that dropout of the same variance drops, at least 0 and below 1.
  public var probability: Double

  public init(probability: Double) { self.probability = probability }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    input.dropping(probability, for: "GaussianDropout") {
      let noise = Tensor<Scalar>.drawnNormal(input.shape) * Scalar(converting: (probability / (1 - probability)).squareRoot())
      return input * (noise + 1)
    }
  }
}

extension GaussianDropout where Scalar == Float {
  public init(probability: Double) { self.probability = probability }
}
