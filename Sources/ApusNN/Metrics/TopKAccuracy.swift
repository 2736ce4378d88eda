/// The share of samples whose label is among the `k` classes with the largest scores.
///
///     var accuracy = TopKAccuracy(k: 2)
///     accuracy.update(Tensor<Float>([[0.1, 2, 0], [3, 0, 1]]), Tensor<Int32>([2, 2]))
///     print(accuracy.value)   // 0.5
///
/// Scores `[…, classes]` and labels `[…]`. A class is among them if fewer than `k` others score higher: classes of equal scores at the
/// border are all in, as in TensorFlow.
public struct TopKAccuracy: MeanMetric {
  public let k: Int
  public var sums = MetricSums.ofMean
  public var samples: MetricSamples { .scores(classCount: nil) }

  public init(k: Int = 5) { self.k = k }

  public func values<Prediction: TensorFloatingPoint, Label: TensorNumber>(
    _ predictions: Tensor<Prediction>, _ labels: Tensor<Label>
  ) -> Tensor<Double> {
    let labels = Tensor<Int32>(labels), classCount = Int32(predictions.shape.last ?? 0)
    let own = predictions.taking(atIndices: labels.expandingShape(at: -1), alongAxis: -1)
    // Of those that do not score higher, not of those that do: a label whose score is no number is behind all classes.
    let others = Tensor<Int32>(predictions .<= own).sum(squeezingAxes: -1)
    let isClass = (labels .>= 0) .&& (labels .< classCount)
    return Tensor<Double>((others .> classCount - Int32(clamping: max(k, 0))) .&& isClass)
  }
}
