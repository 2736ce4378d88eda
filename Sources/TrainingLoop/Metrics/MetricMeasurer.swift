extension TrainingMetrics {
  /// A metric of predictions and labels, under a name.
  ///
  ///     metrics: [TrainingMetrics("f1", F1Score(classCount: 10))]
  ///     metrics: [TrainingMetrics("error", MeanAbsoluteError(), labels: Float.self)]
  ///
  /// - Parameter labels: the scalar type of the targets that it is for: others are refused at the first batch.
  public init<Label: TensorNumber>(_ name: String, _ metric: some Metric, labels: Label.Type = Int32.self) {
    self.init(name) { MetricMeasurer<_, Label>(name: name, metric: metric) }
  }
}

private struct MetricMeasurer<M: Metric, Label: TensorNumber>: MetricsMeasurer {
  let name: String
  var metric: M

  mutating func reset() { metric.reset() }
  mutating func accumulate<Output, Target>(loss: Tensor<Float>, predictions: Output, labels: Target, sampleCount: Int) throws {
    guard let predictions = predictions as? Tensor<Float>, let labels = labels as? Tensor<Label> else {
      throw TrainingLoopError.metricDoesNotFit(
        metric: name, needs: "predictions Tensor<Float> and labels \(Tensor<Label>.self)", found: "\(Output.self) and \(Target.self)")
    }
    metric.update(predictions, labels)
  }
  func measure() -> Tensor<Float> { metric.value }
  var state: [AnyTensor] {
    get { metric.state }
    set { metric.state = newValue }
  }
}
