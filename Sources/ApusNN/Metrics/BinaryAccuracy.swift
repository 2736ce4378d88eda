/// The share of samples whose prediction lies on the label's side of a threshold.
///
///     var accuracy = BinaryAccuracy()
///     accuracy.update(Tensor<Float>([0.9, 0.2, 0.6]), Tensor<Float>([1, 0, 0]))
///     print(accuracy.value)   // 0.6666667
///
/// Predictions and labels of one shape, labels 0 or 1. A prediction above the threshold means 1, as in Keras.
public struct BinaryAccuracy: MeanMetric {
  /// 0.5 for probabilities, 0 for logits.
  public let threshold: Double
  public var sums = MetricSums.ofMean

  public init(threshold: Double = 0.5) { self.threshold = threshold }

  public func values<Prediction: TensorFloatingPoint, Label: TensorNumber>(
    _ predictions: Tensor<Prediction>, _ labels: Tensor<Label>
  ) -> Tensor<Double> {
    let positive = Tensor<Double>(Tensor<Double>(predictions) .> threshold)
    return Tensor<Double>(positive .== Tensor<Double>(labels))
  }
}
