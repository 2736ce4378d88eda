/// The share of samples whose label is the class with the largest score: the sparse form, with labels as numbers of classes.
///
///     var accuracy = CategoricalAccuracy()
///     accuracy.update(Tensor<Float>([[0.1, 2, 0], [3, 0, 1]]), Tensor<Int32>([1, 2]))
///     print(accuracy.value)   // 0.5
///
/// Scores `[…, classes]`, logits as well as probabilities, and labels `[…]`.
public struct CategoricalAccuracy: MeanMetric {
  public var sums = MetricSums.ofMean
  public var samples: MetricSamples { .scores(classCount: nil) }

  public init() {}

  public func values<Prediction: TensorFloatingPoint, Label: TensorNumber>(
    _ predictions: Tensor<Prediction>, _ labels: Tensor<Label>
  ) -> Tensor<Double> {
    Tensor<Double>(predictions.argmax(squeezingAxis: -1) .== Tensor<Int32>(labels))
  }
}
