/// The correlation of predicted and true classes, from −1 to 1: 0 for a guess, however uneven the classes are.
///
///     (n·r − Σ pₖaₖ) / √((n² − Σ pₖ²)(n² − Σ aₖ²))
///
/// of n samples, r of them right, pₖ predicted to be of class k and aₖ of it. 0 where one of the factors is. Gorodkin, "Comparing two
/// K-category assignments by a K-category correlation coefficient", 2004, equation 8; for two classes Matthews' of 1975.
///
///     var correlation = MatthewsCorrelation(classCount: 2)
///     correlation.update(Tensor<Float>([[2, 1], [0, 2], [3, 0]]), Tensor<Int32>([0, 1, 1]))
///     print(correlation.value)   // 0.5
///
/// Scores `[…, classes]` and labels `[…]`.
public struct MatthewsCorrelation: SummedMetric {
  private let counts: ClassCounts
  public var sums: MetricSums
  public var samples: MetricSamples { counts.samples }

  public init(classCount: Int = 2) {
    counts = ClassCounts(classCount: classCount, average: .perClass)
    sums = MetricSums(shape: [3, counts.classCount])
  }

  public func summands<Prediction: TensorFloatingPoint, Label: TensorNumber>(
    _ predictions: Tensor<Prediction>, _ labels: Tensor<Label>, _ weights: Tensor<Double>
  ) -> Tensor<Double> {
    counts.summands(predictions, labels, weights)
  }

  public func value(of sums: Tensor<Double>) -> Tensor<Double> {
    let predicted = sums[1], actual = sums[2]
    let square = actual.sum() * actual.sum()
    let covariance = actual.sum() * sums[0].sum() - (predicted * actual).sum()
    let variances = (square - (predicted * predicted).sum()) * (square - (actual * actual).sum())
    return covariance.dividedOrZero(by: sqrt(variances))
  }
}
