/// For each class how many samples were rightly predicted to be of it, how many were predicted to be, and how many are: `[3, classes]`.
///
/// Precision, recall and F1 are functions of these counts. A label outside the classes is of none.
struct ClassCounts: Hashable, Sendable {
  enum Prediction: Hashable { case largestScore, above(Double) }

  let prediction: Prediction
  let average: ClassAverage
  let classCount: Int

  /// For scores `[…, classes]`.
  init(classCount: Int, average: ClassAverage) {
    (prediction, self.average, self.classCount) = (.largestScore, average, max(classCount, 0))
  }

  /// For predictions of one class, that of the labels that are 1.
  init(threshold: Double) { (prediction, average, classCount) = (.above(threshold), .micro, 1) }

  var samples: MetricSamples { prediction == .largestScore ? .scores(classCount: classCount) : .elements }

  func summands<P: TensorFloatingPoint, L: TensorNumber>(
    _ predictions: Tensor<P>, _ labels: Tensor<L>, _ weights: Tensor<Double>
  ) -> Tensor<Double> {
    let (predicted, actual) = memberships(predictions, labels)
    let weights = weights.reshaped(to: [labels.scalarCount, 1])
    return Tensor(stacking: [predicted * actual * weights, predicted * weights, actual * weights].map { $0.sum(squeezingAxes: 0) })
  }

  /// `[samples, classes]`: 1 where a sample is of a class.
  func memberships<P: TensorFloatingPoint, L: TensorNumber>(
    _ predictions: Tensor<P>, _ labels: Tensor<L>
  ) -> (predicted: Tensor<Double>, actual: Tensor<Double>) {
    let column: TensorShape = [labels.scalarCount, 1]
    if case .above(let threshold) = prediction {
      let predicted = Tensor<Double>(Tensor<Double>(predictions) .> threshold)
      return (predicted.reshaped(to: column), Tensor<Double>(Tensor<Double>(labels) .== 1).reshaped(to: column))
    }
    func oneHot(_ classes: Tensor<Int32>) -> Tensor<Double> {
      Tensor(oneHotAtIndices: classes.reshaped(to: [labels.scalarCount]), depth: classCount)
    }
    return (oneHot(predictions.argmax(squeezingAxis: -1)), oneHot(Tensor<Int32>(labels)))
  }

  /// A ratio of counts, averaged; 0 where nothing was counted.
  func averaged(
    _ sums: Tensor<Double>, _ ratio: (_ right: Tensor<Double>, _ predicted: Tensor<Double>, _ actual: Tensor<Double>) -> Tensor<Double>
  ) -> Tensor<Double> {
    if average == .micro { return ratio(sums[0].sum(), sums[1].sum(), sums[2].sum()) }
    let each = ratio(sums[0], sums[1], sums[2])
    if average == .perClass { return each }
    return each.sum().dividedOrZero(by: Tensor<Double>(sums[1] + sums[2] .> 0).sum())
  }
}

extension Tensor<Double> {
  /// The quotient, 0 where the divisor is.
  func dividedOrZero(by divisor: Tensor) -> Tensor {
    let isZero = divisor .== Tensor(zerosLike: divisor)
    return (self / divisor).replacing(with: 0, where: isZero)
  }
}
