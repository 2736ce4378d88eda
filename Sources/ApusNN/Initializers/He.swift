/// Uniform in ±√(6 / inputs).
///
/// He et al., "Delving deep into rectifiers", 2015, equation 10, as a uniform distribution of the same variance.
public func heUniform<Scalar: TensorFloatingPoint>(seed: Int? = nil) -> ParameterInitializer<Scalar> {
  { shape in
    let limit = Scalar(converting: (6 / Fans(shape).input).squareRoot())
    return Tensor(randomUniform: shape, from: .negating(limit), to: limit, seed: seed).onHost()
  }
}

/// Normal with the standard deviation √(2 / inputs).
public func heNormal<Scalar: TensorFloatingPoint>(seed: Int? = nil) -> ParameterInitializer<Scalar> {
  { shape in
    Tensor(randomNormal: shape, mean: 0, standardDeviation: Scalar(converting: (2 / Fans(shape).input).squareRoot()), seed: seed).onHost()
  }
}
