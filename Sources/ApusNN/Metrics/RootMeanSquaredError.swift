/// The root of the mean of (prediction − label)², over all samples and not of batches.
///
///     var error = RootMeanSquaredError()
///     error.update(Tensor<Float>([1, 4]), Tensor<Float>([2, 1]))
///     print(error.value)   // 2.236068
///
/// Predictions and labels of one shape.
public struct RootMeanSquaredError: MeanMetric {
  public var sums = MetricSums.ofMean

  public init() {}

  public func values<Prediction: TensorFloatingPoint, Label: TensorNumber>(
    _ predictions: Tensor<Prediction>, _ labels: Tensor<Label>
  ) -> Tensor<Double> {
    squaredDifference(Tensor<Double>(predictions), Tensor<Double>(labels))
  }

  public func value(ofMean mean: Tensor<Double>) -> Tensor<Double> { sqrt(mean) }
}
