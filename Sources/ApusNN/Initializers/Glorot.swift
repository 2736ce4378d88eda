/// Uniform in ±√(6 / (inputs + outputs)).
///
/// Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010, equation 16.
public func glorotUniform<Scalar: TensorFloatingPoint>(seed: Int? = nil) -> ParameterInitializer<Scalar> {
  { shape in
    let fans = Fans(shape)
    let limit = Scalar(converting: (6 / (fans.input + fans.output)).squareRoot())
    return Tensor(randomUniform: shape, from: .negating(limit), to: limit, seed: seed).onHost()
  }
}

/// Normal with the standard deviation √(2 / (inputs + outputs)).
public func glorotNormal<Scalar: TensorFloatingPoint>(seed: Int? = nil) -> ParameterInitializer<Scalar> {
  { shape in
    let fans = Fans(shape)
    return Tensor(
      randomNormal: shape, mean: 0, standardDeviation: Scalar(converting: (2 / (fans.input + fans.output)).squareRoot()), seed: seed
    ).onHost()
  }
}
