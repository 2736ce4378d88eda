/// A metric that is a function of sums over the samples: what a batch adds to them, and what follows from them.
///
///     struct Bias: SummedMetric {
///       var sums = MetricSums(shape: [2])
///
///       func summands<P: TensorFloatingPoint, L: TensorNumber>(
///         _ predictions: Tensor<P>, _ labels: Tensor<L>, _ weights: Tensor<Double>
///       ) -> Tensor<Double> {
///         let differences = Tensor<Double>(predictions) - Tensor<Double>(labels)
///         return Tensor(stacking: [(differences * weights).sum(), weights.sum()])
///       }
///
///       func value(of sums: Tensor<Double>) -> Tensor<Double> { sums[0] / sums[1] }
///     }
public protocol SummedMetric: Metric {
  var sums: MetricSums { get set }

  /// How the shapes of predictions and labels belong together; checked before `summands` is called.
  var samples: MetricSamples { get }

  /// What a batch adds to the sums, in their shape.
  ///
  /// - Parameter weights: of the shape of `labels`.
  func summands<Prediction: TensorFloatingPoint, Label: TensorNumber>(
    _ predictions: Tensor<Prediction>, _ labels: Tensor<Label>, _ weights: Tensor<Double>
  ) -> Tensor<Double>

  /// The metric, given the sums over all samples.
  func value(of sums: Tensor<Double>) -> Tensor<Double>
}

extension SummedMetric {
  public var samples: MetricSamples { .elements }

  @inline(never)
  public mutating func update<Prediction: TensorFloatingPoint, Label: TensorNumber>(
    _ predictions: Tensor<Prediction>, _ labels: Tensor<Label>, weights: Tensor<Float>?
  ) {
    if sums.tensor.diagnosis != nil { return }
    let nodes = [predictions.node, labels.node] + (weights.map { [$0.node] } ?? [])
    if let poisoned = nodes.first(where: { $0.diagnosis != nil }) { return sums.add(Tensor(poisoned)) }
    if let problem = samples.problem(predictions.shape, labels.shape, weights: weights?.shape) {
      let mistake = Mistake.argument(function: "\(Self.self).update", problem: problem, hint: samples.hint)
      return sums.add(Tensor(Node.poisoned(mistake)))
    }
    sums.add(summands(predictions, labels, Tensor.weights(weights, like: labels)))
  }

  public var value: Tensor<Float> { Tensor(value(of: sums.tensor)) }

  public mutating func reset() { sums.reset() }

  public var state: [AnyTensor] {
    get { sums.state }
    set { sums.state = newValue }
  }
}

extension Tensor<Double> {
  /// A weight for each label: that of its place on the leading axes, or 1.
  static func weights<Label>(_ weights: Tensor<Float>?, like labels: Tensor<Label>) -> Tensor {
    let shape = labels.shape
    guard let weights else { return Tensor(Node.constant(1, TensorType(.float64, shape), device: labels.node.device)) }
    let aligned = TensorShape(weights.shape + TensorShape(repeating: 1, count: Swift.max(0, shape.rank - weights.rank)))
    return Tensor(weights).reshaped(to: aligned).broadcasted(to: shape)
  }
}
