/// Adds up a metric over batches, on the device: nothing is read until somebody asks.
public protocol MetricsMeasurer {
  /// Starts anew.
  mutating func reset()

  /// Adds a batch.
  ///
  /// - Parameters:
  ///   - loss: the mean loss of the batch.
  ///   - sampleCount: the number of samples of the batch, which is the weight of its mean.
  /// - Throws: if the metric does not fit outputs or targets of this type.
  mutating func accumulate<Output, Target>(loss: Tensor<Float>, predictions: Output, labels: Target, sampleCount: Int) throws

  /// The metric over everything added since the last reset; NaN without samples.
  func measure() -> Tensor<Float>

  /// What has been added up so far, which a run that is continued in the middle of an epoch starts from. By default the tensors in the
  /// stored properties.
  var state: [AnyTensor] { get set }
}

extension MetricsMeasurer {
  public var state: [AnyTensor] {
    get { tensors(of: self) }
    set { replaceTensors(of: &self, with: newValue) }
  }
}
