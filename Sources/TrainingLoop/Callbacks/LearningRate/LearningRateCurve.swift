/// How the loss of a model changes as the learning rate grows from batch to batch.
public struct LearningRateCurve: Sendable {
  /// Learning rates, ascending, with the smoothed losses that the steps before left.
  public let points: [(learningRate: Float, loss: Float)]

  public init(points: [(learningRate: Float, loss: Float)]) { self.points = points }

  /// The learning rate at which the loss falls fastest, over the logarithm of the rate; `nil` if it never falls. The first tenth of
  /// the points, whose means are those of few batches, does not count.
  ///
  /// Smith, "Cyclical learning rates for training neural networks", 2017, section 3.3, as fastai's steepest point.
  public var suggestion: Float? {
    // Every rate is the same factor of the one before, so the steps in the logarithm are equal.
    let inner = points.indices.dropFirst(max(1, points.count / 10)).dropLast()
    let slopes = inner.map { (points[$0].learningRate, points[$0 + 1].loss - points[$0 - 1].loss) }
    return slopes.filter { $0.1 < 0 }.min { $0.1 < $1.1 }?.0
  }
}
