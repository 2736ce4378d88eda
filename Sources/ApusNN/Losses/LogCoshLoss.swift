/// The mean logarithm of the hyperbolic cosine of the differences: squares of small ones, absolute values of large ones.
///
///     mean ln cosh(predicted − expected)
@inline(never)
public func logCoshLoss<Scalar: TensorFloatingPoint>(predicted: Tensor<Scalar>, expected: Tensor<Scalar>) -> Tensor<Scalar> {
  logCoshLoss(predicted: predicted, expected: expected, reduction: { $0.mean() })
}

/// The logarithm of the hyperbolic cosine of the differences, reduced by `reduction`.
@inline(never)
public func logCoshLoss<Scalar: TensorFloatingPoint>(
  predicted: Tensor<Scalar>, expected: Tensor<Scalar>, reduction: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  // ln cosh x = x + ln(1 + e⁻²ˣ) − ln 2 does not overflow.
  let difference = predicted - expected
  return reduction(difference + softplus(-2 * difference) - 0.6931471805599453)
}
