/// The harmonic mean of precision and recall: twice the right ones among the predicted and the actual ones.
///
///     var metric = F1Score(classCount: 3)
///     metric.update(Tensor<Float>([[2, 1, 0], [0, 2, 1], [3, 0, 1]]), Tensor<Int32>([0, 1, 2]))
///     print(metric.value)   // 0.5555556
///
/// Scores `[…, classes]` and labels `[…]`; or, with a threshold, predictions and labels of one shape, of the class whose label is 1.
/// A class that is neither predicted nor a label has the score 0. The macro average is that of the classes' scores.
public struct F1Score: SummedMetric {
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
    counts.averaged(sums) { right, predicted, actual in (2 * right).dividedOrZero(by: predicted + actual) }
  }
}
