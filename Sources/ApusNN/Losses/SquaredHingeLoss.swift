/// The mean squared hinge loss of a classifier for −1 and 1.
///
///     mean max(1 − expected·predicted, 0)²
@inline(never)
public func squaredHingeLoss<Scalar: TensorFloatingPoint>(predicted: Tensor<Scalar>, expected: Tensor<Scalar>) -> Tensor<Scalar> {
  squaredHingeLoss(predicted: predicted, expected: expected, reduction: { $0.mean() })
}

/// The squared hinge losses, reduced by `reduction`.
@inline(never)
public func squaredHingeLoss<Scalar: TensorFloatingPoint>(
  predicted: Tensor<Scalar>, expected: Tensor<Scalar>, reduction: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  reduction(max(1 - expected * predicted, 0).squared())
}
