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
