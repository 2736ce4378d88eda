/// What a metric of one output looks at: its predictions and targets, out of the lists of all.
private func parts<Output, Target>(
  _ output: Int, _ predictions: Output, _ labels: Target
) throws -> (predictions: Tensor<Float>, targets: AnyTensor) {
  guard let predictions = predictions as? [AnyTensor], let labels = labels as? [AnyTensor], predictions.indices.contains(output),
    labels.indices.contains(output), let prediction = predictions[output].typed(Float.self)
  else {
    throw TrainingLoopError.metricDoesNotFit(
      metric: "of output \(output)", needs: "predictions of type Float and as many targets as outputs",
      found: "\(Output.self), \(Target.self)")
  }
  return (prediction, labels[output])
}

/// Adds up the mean of a function of predictions and targets.
struct OutputMeanMeasurer: MetricsMeasurer {
  let output: Int
  let function: @Sendable (_ predictions: Tensor<Float>, _ targets: AnyTensor) -> Tensor<Float>
  private var mean = Mean()

  init(output: Int, function: @escaping @Sendable (_ predictions: Tensor<Float>, _ targets: AnyTensor) -> Tensor<Float>) {
    (self.output, self.function) = (output, function)
  }

  mutating func reset() { mean.reset() }
  mutating func accumulate<Output, Target>(loss: Tensor<Float>, predictions: Output, labels: Target, sampleCount: Int) throws {
    let parts = try parts(output, predictions, labels)
    mean.update(function(parts.predictions, parts.targets))
  }
  func measure() -> Tensor<Float> { mean.value }
  var state: [AnyTensor] {
    get { mean.state }
    set { mean.state = newValue }
  }
}

/// Adds up any metric.
struct OutputMetricMeasurer<M: Metric>: MetricsMeasurer {
  let output: Int
  var metric: M

  mutating func reset() { metric.reset() }
  mutating func accumulate<Output, Target>(loss: Tensor<Float>, predictions: Output, labels: Target, sampleCount: Int) throws {
    let (predictions, targets) = try parts(output, predictions, labels)
    if targets.dtype.isFloatingPoint {
      metric.update(predictions, targets.values(like: predictions, for: "\(M.self)"))
    } else {
      metric.update(predictions, targets.classes(for: predictions, "\(M.self)"))
    }
  }
  func measure() -> Tensor<Float> { metric.value }
  var state: [AnyTensor] {
    get { metric.state }
    set { metric.state = newValue }
  }
}
