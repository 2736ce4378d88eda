/// The sum of the absolute differences, over all elements.
///
///     Σ |predicted − expected|
@inline(never)
public func l1Loss<Scalar: TensorFloatingPoint>(predicted: Tensor<Scalar>, expected: Tensor<Scalar>) -> Tensor<Scalar> {
  l1Loss(predicted: predicted, expected: expected, reduction: { $0.sum() })
}

/// The absolute differences, reduced by `reduction`.
@inline(never)
public func l1Loss<Scalar: TensorFloatingPoint>(
  predicted: Tensor<Scalar>, expected: Tensor<Scalar>, reduction: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  reduction(abs(predicted - expected))
}
