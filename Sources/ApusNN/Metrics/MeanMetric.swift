/// A metric that is a mean over the samples, or a function of it.
///
///     struct MeanOvershoot: MeanMetric {
///       var sums = MetricSums.ofMean
///
///       func values<P: TensorFloatingPoint, L: TensorNumber>(_ predictions: Tensor<P>, _ labels: Tensor<L>) -> Tensor<Double> {
///         relu(Tensor<Double>(predictions) - Tensor<Double>(labels))
///       }
///     }
public protocol MeanMetric: SummedMetric {
  /// One number for each label, in the shape of `labels`.
  func values<Prediction: TensorFloatingPoint, Label: TensorNumber>(
    _ predictions: Tensor<Prediction>, _ labels: Tensor<Label>
  ) -> Tensor<Double>

  /// The metric, given the mean.
  func value(ofMean mean: Tensor<Double>) -> Tensor<Double>
}

extension MeanMetric {
  public func value(ofMean mean: Tensor<Double>) -> Tensor<Double> { mean }

  public func summands<Prediction: TensorFloatingPoint, Label: TensorNumber>(
    _ predictions: Tensor<Prediction>, _ labels: Tensor<Label>, _ weights: Tensor<Double>
  ) -> Tensor<Double> {
    MetricSums.ofMean(values(predictions, labels), weights)
  }

  public func value(of sums: Tensor<Double>) -> Tensor<Double> { value(ofMean: sums[0] / sums[1]) }
}

extension MetricSums {
  /// What a mean follows from: Σ weight · value, and Σ weight.
  public static var ofMean: MetricSums { MetricSums(shape: [2]) }

  static func ofMean(_ values: Tensor<Double>, _ weights: Tensor<Double>) -> Tensor<Double> {
    Tensor(stacking: [(values * weights).sum(), weights.sum()])
  }
}
