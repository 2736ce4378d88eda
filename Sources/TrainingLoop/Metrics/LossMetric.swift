extension TrainingMetrics {
  /// The mean loss of the samples. The means of batches count by the number of their samples, so that a shorter last batch does not
  /// weigh more than it should.
  public static var loss: Self { Self("loss") { LossMeasurer() } }
}

private struct LossMeasurer: MetricsMeasurer {
  private var losses = Mean()

  mutating func reset() { losses.reset() }
  mutating func accumulate<Output, Target>(loss: Tensor<Float>, predictions: Output, labels: Target, sampleCount: Int) {
    losses.update(loss.isScalar ? loss : loss.mean(), count: sampleCount)  // that it is none is for the gradient to say
  }
  func measure() -> Tensor<Float> { losses.value }
}
