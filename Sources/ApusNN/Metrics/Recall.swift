/// Of the samples of a class, the share that were predicted to be.
///
///     var metric = Recall(classCount: 3)
///     metric.update(Tensor<Float>([[2, 1, 0], [0, 2, 1], [3, 0, 1]]), Tensor<Int32>([0, 1, 2]))
///     print(metric.value)   // 0.6666667
///
/// Scores `[…, classes]` and labels `[…]`; or, with a threshold, predictions and labels of one shape, of the class whose label is 1.
/// A class that no label names has the recall 0, as in scikit-learn.
public struct Recall: SummedMetric {
  private let counts: ClassCounts
  public var sums: MetricSums

  /// - Parameter average: how the classes' own numbers become one.
  public init(classCount: Int, average: ClassAverage = .macro) { self.init(ClassCounts(classCount: classCount, average: average)) }

  /// - Parameter threshold: a prediction above it means the class; 0.5 for probabilities, 0 for logits.
  public init(threshold: Double) { self.init(ClassCounts(threshold: threshold)) }

  private init(_ counts: ClassCounts) {
    self.counts = counts
    sums = MetricSums(shape: [3, counts.classCount])
  }

  public var samples: MetricSamples { counts.samples }

  public func summands<Prediction: TensorFloatingPoint, Label: TensorNumber>(
    _ predictions: Tensor<Prediction>, _ labels: Tensor<Label>, _ weights: Tensor<Double>
  ) -> Tensor<Double> {
    counts.summands(predictions, labels, weights)
  }

  public func value(of sums: Tensor<Double>) -> Tensor<Double> {
    counts.averaged(sums) { right, _, actual in right.dividedOrZero(by: actual) }
  }
}
