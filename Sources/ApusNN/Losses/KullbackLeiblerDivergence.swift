/// How far the expected distribution is from the predicted one.
///
///     Σ expected·ln(expected / predicted)
@inline(never)
public func kullbackLeiblerDivergence<Scalar: TensorFloatingPoint>(predicted: Tensor<Scalar>, expected: Tensor<Scalar>) -> Tensor<Scalar> {
  kullbackLeiblerDivergence(predicted: predicted, expected: expected, reduction: { $0.sum() })
}

/// The terms of the divergence, reduced by `reduction`.
@inline(never)
public func kullbackLeiblerDivergence<Scalar: TensorFloatingPoint>(
  predicted: Tensor<Scalar>, expected: Tensor<Scalar>, reduction: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  // Where nothing is expected the term is 0·ln 1, not 0·ln 0.
  let isMissing = expected .<= Tensor(zerosLike: expected)
  let ratio = expected.replacing(with: 1, where: isMissing) / predicted.replacing(with: 1, where: isMissing)
  return reduction(expected * log(ratio))
}
