/// Of the samples that were predicted to be of a class, the share that are.
///
///     var metric = Precision(classCount: 3)
///     metric.update(Tensor<Float>([[2, 1, 0], [0, 2, 1], [3, 0, 1]]), Tensor<Int32>([0, 1, 2]))
///     print(metric.value)   // 0.5
///
/// Scores `[…, classes]` and labels `[…]`; or, with a threshold, predictions and labels of one shape, of the class whose label is 1.
/// A class that is never predicted has the precision 0, as in scikit-learn.
public struct Precision: SummedMetric {
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
    counts.averaged(sums) { right, predicted, _ in right.dividedOrZero(by: predicted) }
  }
}
