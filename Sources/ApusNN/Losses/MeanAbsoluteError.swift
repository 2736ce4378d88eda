/// The mean of the absolute differences, over all elements.
///
///     mean |predicted − expected|
@inline(never)
public func meanAbsoluteError<Scalar: TensorFloatingPoint>(predicted: Tensor<Scalar>, expected: Tensor<Scalar>) -> Tensor<Scalar> {
  meanAbsoluteError(predicted: predicted, expected: expected, reduction: { $0.mean() })
}

/// The absolute differences, reduced by `reduction`.
@inline(never)
public func meanAbsoluteError<Scalar: TensorFloatingPoint>(
  predicted: Tensor<Scalar>, expected: Tensor<Scalar>, reduction: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  reduction(abs(predicted - expected))
}
