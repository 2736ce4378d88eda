/// The mean softmax cross-entropy against labels that are sure but for a share, which is spread over all classes.
///
///     (1 − labelSmoothing)·(−ln softmax(logits)[label]) − labelSmoothing·mean ln softmax(logits)
///
/// Szegedy et al., "Rethinking the inception architecture for computer vision", 2016, section 7.
@inline(never)
public func softmaxCrossEntropy<Scalar: TensorFloatingPoint>(
  logits: Tensor<Scalar>, labels: Tensor<Int32>, labelSmoothing: Scalar
) -> Tensor<Scalar> {
  softmaxCrossEntropy(logits: logits, labels: labels, labelSmoothing: labelSmoothing, reduction: { $0.mean() })
}

/// The cross-entropy with smoothed labels for each example, reduced by `reduction`.
@inline(never)
public func softmaxCrossEntropy<Scalar: TensorFloatingPoint>(
  logits: Tensor<Scalar>, labels: Tensor<Int32>, labelSmoothing: Scalar, reduction: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  let sure = softmaxCrossEntropy(logits: logits, labels: labels, reduction: { $0 })
  let spread = -logSoftmax(logits).mean(squeezingAxes: -1)
  return reduction(sure + labelSmoothing * (spread - sure))
}
