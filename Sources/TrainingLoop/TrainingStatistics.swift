/// Loss and metrics over some samples, each sample with the same weight.
public struct TrainingStatistics: Sendable {
  /// `loss` first, then the metrics in the order in which they were asked for.
  public let values: [(name: String, value: Float)]

  public init(values: [(name: String, value: Float)]) { self.values = values }

  public var loss: Float { values.first?.value ?? .nan }

  /// The value of a metric, by name.
  public subscript(name: String) -> Float? { values.first { $0.name == name }?.value }
}
