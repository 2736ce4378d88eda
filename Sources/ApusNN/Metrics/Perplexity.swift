/// How many equally likely classes a model is as uncertain as: e to the mean of −log softmax(logits)[label].
///
///     var perplexity = Perplexity()
///     perplexity.update(Tensor<Float>(zeros: [2, 3, 50]), Tensor<Int32>(zeros: [2, 3]))
///     print(perplexity.value)   // 50.000004
///
/// Logits `[…, classes]` and labels `[…]`, for example of the tokens of a text. Weights of 0 leave out padding. The mean is one over
/// all labels, not one of the perplexities of batches.
public struct Perplexity: MeanMetric {
  public var sums = MetricSums.ofMean
  public var samples: MetricSamples { .scores(classCount: nil) }

  public init() {}

  public func values<Prediction: TensorFloatingPoint, Label: TensorNumber>(
    _ predictions: Tensor<Prediction>, _ labels: Tensor<Label>
  ) -> Tensor<Double> {
    let rows = predictions.reshaped(to: [labels.scalarCount, predictions.shape.last ?? 0])
    let each = softmaxCrossEntropy(logits: rows, labels: Tensor<Int32>(labels).reshaped(to: [labels.scalarCount]), reduction: { $0 })
    return Tensor<Double>(each).reshaped(to: labels.shape)
  }

  public func value(ofMean mean: Tensor<Double>) -> Tensor<Double> { exp(mean) }
}
