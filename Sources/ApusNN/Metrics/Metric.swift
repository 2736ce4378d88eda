/// Measures how well a model does, over as many batches as there are.
///
///     var accuracy = CategoricalAccuracy()
///     for batch in batches { accuracy.update(model(batch.data), batch.label) }
///     print(accuracy.value)   // 0.9663
///
/// A metric is a value whose state lies on the device: an update reads nothing, only whoever asks for a number of `value` waits. Every
/// sample counts as much as any other, whichever batch it came in. Inputs that do not fit make `value` their diagnosis until `reset`.
///
/// A metric that follows from sums over the samples is a `SummedMetric`, which is shorter to write.
public protocol Metric: Sendable {
  /// Adds a batch.
  ///
  /// - Parameter weights: how much each sample counts, of the shape of `labels` or of its leading axes; 1 by default.
  mutating func update<Prediction: TensorFloatingPoint, Label: TensorNumber>(
    _ predictions: Tensor<Prediction>, _ labels: Tensor<Label>, weights: Tensor<Float>?)

  /// The metric over everything since the last reset. Without samples it is not a number.
  var value: Tensor<Float> { get }

  /// Starts anew.
  mutating func reset()

  /// What changes from batch to batch: to be evaluated with the step, and saved in the middle of an epoch. By default the tensors in the
  /// stored properties.
  var state: [AnyTensor] { get set }
}

extension Metric {
  public var state: [AnyTensor] {
    get { tensors(of: self) }
    set { replaceTensors(of: &self, with: newValue) }
  }

  /// Adds a batch in which every sample counts the same.
  @inline(never)
  public mutating func update<Prediction: TensorFloatingPoint, Label: TensorNumber>(
    _ predictions: Tensor<Prediction>, _ labels: Tensor<Label>
  ) {
    update(predictions, labels, weights: nil)
  }
}
