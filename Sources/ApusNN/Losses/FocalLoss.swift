/// The mean sigmoid cross-entropy with less weight on elements that are classified well.
///
///     −α(1 − s)^γ · ln s,   with s = sigmoid(logit) and α for the label 1, 1 − s and 1 − α for the label 0
///
/// Lin et al., "Focal loss for dense object detection", 2017, equation 5.
@inline(never)
public func focalLoss<Scalar: TensorFloatingPoint>(
  logits: Tensor<Scalar>, labels: Tensor<Scalar>, alpha: Scalar = 0.25, gamma: Scalar = 2
) -> Tensor<Scalar> {
  focalLoss(logits: logits, labels: labels, alpha: alpha, gamma: gamma, reduction: { $0.mean() })
}

/// The focal losses of all elements, reduced by `reduction`.
@inline(never)
public func focalLoss<Scalar: TensorFloatingPoint>(
  logits: Tensor<Scalar>, labels: Tensor<Scalar>, alpha: Scalar = 0.25, gamma: Scalar = 2,
  reduction: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  let entropy = softplus(logits) - logits * labels
  let probability = sigmoid(logits)
  let product = probability * labels
  // What is lacking to the label's probability: 1 − s for the label 1, s for the label 0.
  let missing = probability + labels - product - product
  let rest: Tensor<Scalar> = 1 - labels
  let weight = alpha * labels + rest - alpha * rest
  return reduction(weight * pow(missing, gamma) * entropy)
}
