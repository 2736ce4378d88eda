/// The sum of the squared differences, over all elements.
///
///     Σ (predicted − expected)²
@inline(never)
public func l2Loss<Scalar: TensorFloatingPoint>(predicted: Tensor<Scalar>, expected: Tensor<Scalar>) -> Tensor<Scalar> {
  l2Loss(predicted: predicted, expected: expected, reduction: { $0.sum() })
}

/// The squared differences, reduced by `reduction`.
@inline(never)
public func l2Loss<Scalar: TensorFloatingPoint>(
  predicted: Tensor<Scalar>, expected: Tensor<Scalar>, reduction: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  reduction((predicted - expected).squared())
}
