/// The mean of |prediction − label|.
///
///     var error = MeanAbsoluteError()
///     error.update(Tensor<Float>([1, 4]), Tensor<Float>([2, 1]))
///     print(error.value)   // 2.0
///
/// Predictions and labels of one shape.
public struct MeanAbsoluteError: MeanMetric {
  public var sums = MetricSums.ofMean

  public init() {}

  public func values<Prediction: TensorFloatingPoint, Label: TensorNumber>(
    _ predictions: Tensor<Prediction>, _ labels: Tensor<Label>
  ) -> Tensor<Double> {
    abs(Tensor<Double>(predictions) - Tensor<Double>(labels))
  }
}
