/// Loss and metrics over some samples, each sample with the same weight.
public struct TrainingStatistics: Sendable {
  // The names are shared by the statistics of all steps of a run, of which there may be millions.
  private let names: [String]
  private let numbers: [Float]

  /// `loss` first, then the metrics in the order in which they were asked for.
  public var values: [(name: String, value: Float)] { zip(names, numbers).map { ($0, $1) } }

  public init(values: [(name: String, value: Float)]) { self.init(names: values.map(\.name), values: values.map(\.value)) }

  init(names: [String], values: [Float]) { (self.names, numbers) = (names, values) }

  public var loss: Float { numbers.first ?? .nan }

  /// The value of a metric, by name.
  public subscript(name: String) -> Float? { zip(names, numbers).first { $0.0 == name }?.1 }
}
