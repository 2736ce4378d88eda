/// The mean of (prediction − label)².
///
///     var error = MeanSquaredError()
///     error.update(Tensor<Float>([1, 4]), Tensor<Float>([2, 1]))
///     print(error.value)   // 5.0
///
/// Predictions and labels of one shape.
public struct MeanSquaredError: MeanMetric {
  public var sums = MetricSums.ofMean

  public init() {}

  public func values<Prediction: TensorFloatingPoint, Label: TensorNumber>(
    _ predictions: Tensor<Prediction>, _ labels: Tensor<Label>
  ) -> Tensor<Double> {
    squaredDifference(Tensor<Double>(predictions), Tensor<Double>(labels))
  }
}
