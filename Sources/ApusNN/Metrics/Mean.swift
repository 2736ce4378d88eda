/// The mean of numbers that come in batches, such as a loss; each number counts as much as any other.
///
///     var loss = Mean()
///     loss.update(softmaxCrossEntropy(logits: logits, labels: labels), count: 128)   // the mean of 128 samples
///     loss.update(softmaxCrossEntropy(logits: logits, labels: labels, reduction: { $0 }))   // one number a sample
///     print(loss.value)   // 0.1121
///
/// As a `Metric` its state lies on the device and is read by nobody but who asks for a number of `value`.
public struct Mean: Sendable {
  private var sums = MetricSums.ofMean

  public init() {}

  /// Adds every element of `values`.
  ///
  /// - Parameter weights: how much each counts, of the shape of `values`; 1 by default.
  @inline(never)
  public mutating func update<Scalar: TensorFloatingPoint>(_ values: Tensor<Scalar>, weights: Tensor<Float>? = nil) {
    sums.add(MetricSums.ofMean(Tensor<Double>(values), .weights(weights, like: values)))
  }

  /// Adds the mean of `count` numbers, a scalar.
  @inline(never)
  public mutating func update<Scalar: TensorFloatingPoint>(_ mean: Tensor<Scalar>, count: Int) {
    guard mean.isScalar || mean.diagnosis != nil else {
      let problem = "a mean of shape \(mean.shape) is no scalar"
      return sums.add(
        Tensor(Node.poisoned(.argument(function: "Mean.update", problem: problem, hint: "leave out the count to add every element"))))
    }
    let weight = Tensor<Double>.weights(nil, like: mean) * Double(count)
    sums.add(Tensor(stacking: [Tensor<Double>(mean) * weight, weight]))
  }

  /// NaN where nothing was added.
  public var value: Tensor<Float> { Tensor(sums.tensor[0] / sums.tensor[1]) }

  public mutating func reset() { sums.reset() }

  public var state: [AnyTensor] {
    get { sums.state }
    set { sums.state = newValue }
  }
}
