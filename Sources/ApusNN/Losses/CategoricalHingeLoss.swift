/// The mean over the batch of how far the expected class is from leading the others by one.
///
/// `expected` is `[batch…, classes]`, one in the place of the class and zero elsewhere.
///
///     mean max(0, 1 + max((1 − expected)·predicted) − Σ expected·predicted)
@inline(never)
public func categoricalHingeLoss<Scalar: TensorFloatingPoint>(predicted: Tensor<Scalar>, expected: Tensor<Scalar>) -> Tensor<Scalar> {
  categoricalHingeLoss(predicted: predicted, expected: expected, reduction: { $0.mean() })
}

/// The hinge loss for each example, reduced by `reduction`.
@inline(never)
public func categoricalHingeLoss<Scalar: TensorFloatingPoint>(
  predicted: Tensor<Scalar>, expected: Tensor<Scalar>, reduction: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  let positive = (expected * predicted).sum(squeezingAxes: -1)
  let negative = ((1 - expected) * predicted).max(squeezingAxes: -1)
  return reduction(max(negative - positive + 1, 0))
}
