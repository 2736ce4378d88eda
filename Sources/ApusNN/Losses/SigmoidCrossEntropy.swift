/// The mean of −label·ln sigmoid(logit) − (1 − label)·ln(1 − sigmoid(logit)), over all elements.
///
///     mean (ln(1 + eˡ) − l·label) for the logit l
@inline(never)
public func sigmoidCrossEntropy<Scalar: TensorFloatingPoint>(logits: Tensor<Scalar>, labels: Tensor<Scalar>) -> Tensor<Scalar> {
  sigmoidCrossEntropy(logits: logits, labels: labels, reduction: { $0.mean() })
}

/// The cross-entropies of all elements, reduced by `reduction`.
@inline(never)
public func sigmoidCrossEntropy<Scalar: TensorFloatingPoint>(
  logits: Tensor<Scalar>, labels: Tensor<Scalar>, reduction: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  reduction(softplus(logits) - logits * labels)
}
