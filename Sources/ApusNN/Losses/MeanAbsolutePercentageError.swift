/// The mean of the absolute differences in percent of what is expected, which must not be zero.
///
///     mean 100·|predicted − expected| / |expected|
@inline(never)
public func meanAbsolutePercentageError<Scalar: TensorFloatingPoint>(predicted: Tensor<Scalar>, expected: Tensor<Scalar>) -> Tensor<Scalar>
{
  meanAbsolutePercentageError(predicted: predicted, expected: expected, reduction: { $0.mean() })
}

/// The absolute differences in percent, reduced by `reduction`.
@inline(never)
public func meanAbsolutePercentageError<Scalar: TensorFloatingPoint>(
  predicted: Tensor<Scalar>, expected: Tensor<Scalar>, reduction: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  reduction(100 * abs((predicted - expected) / expected))
}
