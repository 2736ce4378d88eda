/// A layer whose weight is trained as a direction and a magnitude for each output: `magnitude · v / ‖v‖`.
///
///     let layer = WeightNorm(Dense(inputSize: 64, outputSize: 10), \.weight)
///
/// The outputs are the last axis of the weight, as in `Dense` and the convolutions; the norm is taken over all others. At first the
/// layer does what the wrapped one does. Salimans and Kingma, "Weight normalization", 2016, equation 2.
public struct WeightNorm<Wrapped: Layer, Scalar: TensorFloatingPoint>: ObservedLayer {
  /// The layer, with the direction in the place of its weight.
  public var layer: Wrapped
  /// `[outputs]`
  public var magnitude: Tensor<Scalar>
  public let weight: WritableKeyPath<Wrapped, Tensor<Scalar>>

  public init(_ layer: Wrapped, _ weight: WritableKeyPath<Wrapped, Tensor<Scalar>>) {
    self.layer = layer
    self.weight = weight
    magnitude = layer[keyPath: weight].outputNorms.onHost()
  }

  public func forward(_ input: Wrapped.Input) -> Wrapped.Output {
    let direction = layer[keyPath: weight]
    var normalized = layer
    normalized[keyPath: weight] = direction * (magnitude / direction.outputNorms)
    return normalized(input)
  }
}

extension Tensor where Scalar: TensorFloatingPoint {
  /// The norm of what belongs to each place of the last axis.
  fileprivate var outputNorms: Tensor { sqrt(squared().sum(squeezingAxes: Array(0..<Swift.max(rank - 1, 0)))) }
}
