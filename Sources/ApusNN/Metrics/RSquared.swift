/// The share of the labels' variance that the predictions explain: 1 − Σ(label − prediction)² / Σ(label − mean)².
///
///     var share = RSquared()
///     share.update(Tensor<Float>([2.5, 0, 2, 8]), Tensor<Float>([3, -0.5, 2, 7]))
///     print(share.value)   // 0.94860816
///
/// Predictions and labels of one shape, `[batch]`, or `[batch…, outputs]` with as many outputs as were told: then the mean of the
/// outputs' own shares, as in scikit-learn. Also known as the coefficient of determination.
public struct RSquared: SummedMetric {
  public let outputCount: Int
  public var sums: MetricSums

  public init(outputCount: Int = 1) {
    self.outputCount = max(outputCount, 1)
    sums = MetricSums(shape: [4, self.outputCount])
  }

  /// Σ w, Σ w·y, Σ w·y² and Σ w·(y − ŷ)² of each output.
  public func summands<Prediction: TensorFloatingPoint, Label: TensorNumber>(
    _ predictions: Tensor<Prediction>, _ labels: Tensor<Label>, _ weights: Tensor<Double>
  ) -> Tensor<Double> {
    let rows: TensorShape = [labels.scalarCount / outputCount, outputCount]
    let y = Tensor<Double>(labels).reshaped(to: rows), w = weights.reshaped(to: rows)
    let residuals = squaredDifference(Tensor<Double>(predictions).reshaped(to: rows), y)
    return Tensor(stacking: [w, w * y, w * y * y, w * residuals].map { $0.sum(squeezingAxes: 0) })
  }

  public func value(of sums: Tensor<Double>) -> Tensor<Double> {
    let spread = sums[2] - sums[1] * sums[1] / sums[0]
    return (1 - sums[3] / spread).mean()
  }
}
