/// The mean of the squared differences between logarithms, for numbers of very different sizes.
///
///     mean (ln(1 + predicted) − ln(1 + expected))²
///
/// Negative numbers count as zero.
@inline(never)
public func meanSquaredLogarithmicError<Scalar: TensorFloatingPoint>(predicted: Tensor<Scalar>, expected: Tensor<Scalar>) -> Tensor<Scalar>
{
  meanSquaredLogarithmicError(predicted: predicted, expected: expected, reduction: { $0.mean() })
}

/// The squared differences between logarithms, reduced by `reduction`.
@inline(never)
public func meanSquaredLogarithmicError<Scalar: TensorFloatingPoint>(
  predicted: Tensor<Scalar>, expected: Tensor<Scalar>, reduction: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  reduction((log1p(max(predicted, 0)) - log1p(max(expected, 0))).squared())
}
