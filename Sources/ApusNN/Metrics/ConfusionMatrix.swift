/// How many samples of each class were predicted to be of which: `[classes, classes]`, a row for each true class.
///
///     var matrix = ConfusionMatrix(classCount: 2)
///     matrix.update(Tensor<Float>([[2, 1], [0, 2], [3, 0]]), Tensor<Int32>([0, 1, 1]))
///     print(matrix.value)
///     // [[1.0, 0.0],
///     //  [1.0, 1.0]]
///
/// Scores `[…, classes]` and labels `[…]`; a label outside the classes is not counted.
public struct ConfusionMatrix: SummedMetric {
  private let counts: ClassCounts
  public var sums: MetricSums
  public var samples: MetricSamples { counts.samples }

  public init(classCount: Int) {
    counts = ClassCounts(classCount: classCount, average: .perClass)
    sums = MetricSums(shape: [counts.classCount, counts.classCount])
  }

  public func summands<Prediction: TensorFloatingPoint, Label: TensorNumber>(
    _ predictions: Tensor<Prediction>, _ labels: Tensor<Label>, _ weights: Tensor<Double>
  ) -> Tensor<Double> {
    let (predicted, actual) = counts.memberships(predictions, labels)
    return matmul(actual, transposed: true, predicted * weights.reshaped(to: [labels.scalarCount, 1]), transposed: false)
  }

  public func value(of sums: Tensor<Double>) -> Tensor<Double> { sums }
}
