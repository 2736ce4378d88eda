/// Sums over the samples of all batches, on the device.
///
/// In `Double`, however exact the predictions are: a `Float` stops counting at 16,777,216 samples.
public struct MetricSums: Sendable {
  public private(set) var tensor: Tensor<Double>
  /// That of a poisoned tensor is lost.
  private let shape: TensorShape

  /// Stored zeros from the start, so that the first batch is the same program as the second.
  public init(shape: TensorShape) {
    self.shape = shape
    tensor = Tensor(repeating: 0, shape: shape)
  }

  public mutating func add(_ sums: Tensor<Double>) { tensor += sums }

  public mutating func reset() { self = MetricSums(shape: shape) }

  var state: [AnyTensor] {
    get { [AnyTensor(tensor)] }
    set { if let first = newValue.first?.typed(Double.self) { tensor = first } }
  }
}
