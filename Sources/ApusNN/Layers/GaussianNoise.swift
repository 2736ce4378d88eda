/// In training, adds normal noise of a standard deviation to every element; the identity otherwise.
///
/// The random numbers come from `Context.local`, so that a run with the same seed adds the same noise.
public struct GaussianNoise<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public let standardDeviation: Scalar

  public init(standardDeviation: Scalar) { self.standardDeviation = standardDeviation }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    if Context.local.learningPhase == .inference || input.diagnosis != nil { return input }
    return input + Tensor.drawnNormal(input.shape) * standardDeviation
  }
}

extension GaussianNoise where Scalar == Float {
  public init(standardDeviation: Float) { self.standardDeviation = standardDeviation }
}
