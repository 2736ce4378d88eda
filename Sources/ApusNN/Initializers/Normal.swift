/// Numbers spread evenly from `lowerBound` to `upperBound`.
public func uniform<Scalar: TensorFloatingPoint>(
  from lowerBound: Scalar, to upperBound: Scalar, seed: Int? = nil
) -> ParameterInitializer<Scalar> {
  { Tensor(randomUniform: $0, from: lowerBound, to: upperBound, seed: seed).onHost() }
}

/// Numbers of a normal distribution.
public func normal<Scalar: TensorFloatingPoint>(
  mean: Scalar = 0, standardDeviation: Scalar = 1, seed: Int? = nil
) -> ParameterInitializer<Scalar> {
  { Tensor(randomNormal: $0, mean: mean, standardDeviation: standardDeviation, seed: seed).onHost() }
}

/// Numbers of a normal distribution without those further than two standard deviations from the mean.
///
/// Their own standard deviation is 0.8796 times the one given.
public func truncatedNormal<Scalar: TensorFloatingPoint>(
  mean: Scalar = 0, standardDeviation: Scalar = 1, seed: Int? = nil
) -> ParameterInitializer<Scalar> {
  { Tensor(randomTruncatedNormal: $0, mean: mean, standardDeviation: standardDeviation, seed: seed).onHost() }
}

/// S4TF's name for `truncatedNormal`.
public func truncatedNormalInitializer<Scalar: TensorFloatingPoint>(
  mean: Scalar = 0, standardDeviation: Scalar = 1, seed: Int? = nil
) -> ParameterInitializer<Scalar> { truncatedNormal(mean: mean, standardDeviation: standardDeviation, seed: seed) }
