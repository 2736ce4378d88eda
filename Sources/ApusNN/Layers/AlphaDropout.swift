/// In training, sets each element with a probability to SELU's lower bound, and stretches and moves all so that mean 0 and variance 1
/// stay; the identity otherwise.
///
/// Klambauer et al., "Self-normalizing neural networks", 2017, section 3. The random numbers come from `Context.local`, so that a run
/// with the same seed drops the same elements.
public struct AlphaDropout<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  /// The share of elements that are dropped, at least 0 and below 1.
  public var probability: Double

  public init(probability: Double) { self.probability = probability }

  /// −scale·alpha of SELU.
  private static var bound: Double { -1.7580993408473766 }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    input.dropping(probability, for: "AlphaDropout") {
      let stretch = 1 / ((1 - probability) * (1 + probability * Self.bound * Self.bound)).squareRoot()
      let isKept = Tensor<Scalar>.drawnUniform(input.shape) .< Tensor(repeating: Scalar(converting: 1 - probability), shape: input.shape)
      let bound = Tensor<Scalar>(repeating: Scalar(converting: Self.bound), shape: input.shape)
      let kept = bound.replacing(with: input, where: isKept)
      return kept * Scalar(converting: stretch) - Scalar(converting: stretch * probability * Self.bound)
    }
  }
}

extension AlphaDropout where Scalar == Float {
  public init(probability: Double) { self.probability = probability }
}
