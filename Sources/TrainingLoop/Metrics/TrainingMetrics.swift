/// A metric by name: `metrics: [.accuracy]`.
///
/// Metrics of your own are further members:
///
///     extension TrainingMetrics {
///       static var f1: Self { Self("f1", F1Score(classCount: 10)) }
///     }
public struct TrainingMetrics: Sendable {
  /// The name in the history and on the progress line.
  public let name: String
  let makeMeasurer: @Sendable () -> any MetricsMeasurer

  public init(_ name: String, _ makeMeasurer: @escaping @Sendable () -> any MetricsMeasurer) {
    self.name = name
    self.makeMeasurer = makeMeasurer
  }
}

/// Loss and the other metrics of a run.
struct MetricsAccumulator {
  private var measurers: [(name: String, measurer: any MetricsMeasurer)]

  /// The loss is always measured, whether asked for or not.
  init(_ metrics: [TrainingMetrics]) {
    let others = metrics.filter { $0.name != TrainingMetrics.loss.name }
    measurers = ([.loss] + others).map { ($0.name, $0.makeMeasurer()) }
  }

  mutating func reset() {
    for index in measurers.indices { measurers[index].measurer.reset() }
  }

  mutating func accumulate<Output, Target>(loss: Tensor<Float>, predictions: Output, labels: Target, sampleCount: Int) throws {
    for index in measurers.indices {
      try measurers[index].measurer.accumulate(loss: loss, predictions: predictions, labels: labels, sampleCount: sampleCount)
    }
  }

  /// Throws the diagnosis of a metric that cannot be computed.
  func check() throws {
    for (_, measurer) in measurers {
      if let diagnosis = measurer.measure().diagnosis { throw diagnosis }
    }
  }

  func statistics() throws -> TrainingStatistics {
    TrainingStatistics(values: try measurers.map { ($0.name, try $0.measurer.measure().readScalars().first ?? .nan) })
  }
}
