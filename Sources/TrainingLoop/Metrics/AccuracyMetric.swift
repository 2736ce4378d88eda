extension TrainingMetrics {
  /// The share of labels that are the class with the largest logit. For logits `[…, classes]` and labels `[…]`.
  public static var accuracy: Self { Self("accuracy") { AccuracyMeasurer() } }
}

private struct AccuracyMeasurer: MetricsMeasurer {
  private var hits = WeightedMean()

  mutating func reset() { hits.reset() }
  mutating func accumulate<Output, Target>(loss: Tensor<Float>, predictions: Output, labels: Target, sampleCount: Int) throws {
    guard let logits = predictions as? Tensor<Float>, let labels = labels as? Tensor<Int32> else {
      throw TrainingLoopError.metricDoesNotFit(
        metric: "accuracy", needs: "logits Tensor<Float> and labels Tensor<Int32>", found: "\(Output.self) and \(Target.self)")
    }
    hits.add(Tensor<Float>(logits.argmax(squeezingAxis: -1) .== labels).sum(), weight: labels.scalarCount)
  }
  func measure() -> Tensor<Float> { hits.mean }
}
