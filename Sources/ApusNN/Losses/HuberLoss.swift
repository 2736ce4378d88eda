/// The sum of half the squares of differences up to `delta`, continued by straight lines.
///
///     Σ d²/2 for |d| ≤ delta, else delta·(|d| − delta/2), with d = predicted − expected
///
/// Huber, "Robust estimation of a location parameter", 1964.
@inline(never)
public func huberLoss<Scalar: TensorFloatingPoint>(predicted: Tensor<Scalar>, expected: Tensor<Scalar>, delta: Scalar) -> Tensor<Scalar> {
  huberLoss(predicted: predicted, expected: expected, delta: delta, reduction: { $0.sum() })
}

/// The losses of all elements, reduced by `reduction`.
@inline(never)
public func huberLoss<Scalar: TensorFloatingPoint>(
  predicted: Tensor<Scalar>, expected: Tensor<Scalar>, delta: Scalar, reduction: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  let distance = abs(predicted - expected)
  let quadratic = min(distance, delta)
  return reduction(quadratic.squared() / 2 + delta * (distance - quadratic))
}
