/// The mean over the batch of −log softmax(logits)[label].
///
/// - Parameters:
///   - logits: `[batch, classes]`
///   - labels: `[batch]`, each from 0 to classes − 1
@inline(never)
public func softmaxCrossEntropy<Scalar: TensorFloatingPoint>(logits: Tensor<Scalar>, labels: Tensor<Int32>) -> Tensor<Scalar> {
  softmaxCrossEntropy(logits: logits, labels: labels, reduction: { $0.mean() })
}

/// −log softmax(logits)[label] for each example, reduced by `reduction`.
@inline(never)
public func softmaxCrossEntropy<Scalar: TensorFloatingPoint>(
  logits: Tensor<Scalar>, labels: Tensor<Int32>, reduction: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  reduction(Tensor(Node.softmaxCrossEntropy(logits: logits.node, labels: labels.node)))
}

/// The mean over the batch of −Σ probability · log softmax(logits).
///
/// - Parameters:
///   - logits: `[batch, classes]`
///   - probabilities: `[batch, classes]`, each row summing to 1
@inline(never)
public func softmaxCrossEntropy<Scalar: TensorFloatingPoint>(logits: Tensor<Scalar>, probabilities: Tensor<Scalar>) -> Tensor<Scalar> {
  softmaxCrossEntropy(logits: logits, probabilities: probabilities, reduction: { $0.mean() })
}

/// −Σ probability · log softmax(logits) for each example, reduced by `reduction`.
@inline(never)
public func softmaxCrossEntropy<Scalar: TensorFloatingPoint>(
  logits: Tensor<Scalar>, probabilities: Tensor<Scalar>, reduction: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  reduction(-(probabilities * logSoftmax(logits)).sum(squeezingAxes: -1))
}
