/// Uniform in ±√(3 / inputs).
///
/// LeCun et al., "Efficient BackProp", 1998, section 4.6: the variance 1 / inputs.
public func leCunUniform<Scalar: TensorFloatingPoint>(seed: Int? = nil) -> ParameterInitializer<Scalar> {
  { shape in
    let limit = Scalar(converting: (3 / Fans(shape).input).squareRoot())
    return Tensor(randomUniform: shape, from: .negating(limit), to: limit, seed: seed).onHost()
  }
}

/// Normal with the standard deviation √(1 / inputs).
public func leCunNormal<Scalar: TensorFloatingPoint>(seed: Int? = nil) -> ParameterInitializer<Scalar> {
  { shape in
    Tensor(randomNormal: shape, mean: 0, standardDeviation: Scalar(converting: (1 / Fans(shape).input).squareRoot()), seed: seed).onHost()
  }
}
