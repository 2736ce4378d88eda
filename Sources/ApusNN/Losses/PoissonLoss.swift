/// The mean negative log-likelihood of counts whose rates are predicted, without the part that no prediction changes.
///
///     mean (predicted − expected·ln predicted)
@inline(never)
public func poissonLoss<Scalar: TensorFloatingPoint>(predicted: Tensor<Scalar>, expected: Tensor<Scalar>) -> Tensor<Scalar> {
  poissonLoss(predicted: predicted, expected: expected, reduction: { $0.mean() })
}

/// The losses of all elements, reduced by `reduction`.
@inline(never)
public func poissonLoss<Scalar: TensorFloatingPoint>(
  predicted: Tensor<Scalar>, expected: Tensor<Scalar>, reduction: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  reduction(predicted - expected * log(predicted))
}
