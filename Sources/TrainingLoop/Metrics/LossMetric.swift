extension TrainingMetrics {
  /// The mean loss of the samples. The means of batches count by the number of their samples, so that a shorter last batch does not
  /// weigh more than it should.
  public static var loss: Self { Self("loss") { LossMeasurer() } }
}

private struct LossMeasurer: MetricsMeasurer {
  private var losses = WeightedMean()

  mutating func reset() { losses.reset() }
  mutating func accumulate<Output, Target>(loss: Tensor<Float>, predictions: Output, labels: Target, sampleCount: Int) {
    losses.add(loss * Float(sampleCount), weight: sampleCount)
  }
  func measure() -> Tensor<Float> { losses.mean }
}
