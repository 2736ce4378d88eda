/// Each example's features brought to mean 0 and variance 1, then stretched by `scale` and moved by `offset`.
///
/// Input and output have any shape with `features` elements along `axis`.
///
///     let layer = LayerNorm(featureCount: 64, axis: -1)
///
/// Ba, Kiros and Hinton, "Layer normalization", 2016, equation 4.
public struct LayerNorm<Scalar: TensorFloatingPoint>: ObservedLayer {
  /// Added to the normalized input: `[features]`.
  public var offset: Tensor<Scalar>
  /// Multiplied with the normalized input: `[features]`.
  public var scale: Tensor<Scalar>
  /// The axis of the features.
  public let axis: Int
  /// Added to the variance, so that a constant input is not divided by zero.
  public let epsilon: Scalar

  public init(offset: Tensor<Scalar>, scale: Tensor<Scalar>, axis: Int, epsilon: Scalar) {
    self.offset = offset
    self.scale = scale
    self.axis = axis
    self.epsilon = epsilon
  }

  public init(featureCount: Int, axis: Int, epsilon: Scalar = 1e-3) {
    self.init(
      offset: Tensor(zeros: [featureCount]), scale: Tensor(ones: [featureCount]), axis: axis, epsilon: epsilon)
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    input.withFeatures(axis, of: [offset, scale], for: "LayerNorm") { axis in
      if axis == input.rank - 1, !input.node.dtype.isHalfPrecision {
        return Tensor(input.node.normalizedRows(scale: scale.node, offset: offset.node, epsilon: epsilon.asDouble))
      }
      return input.normalized(along: [axis], scale: scale, offset: offset, alongAxis: axis, epsilon: epsilon)
    }
  }
}

extension LayerNorm where Scalar == Float {
  public init(featureCount: Int, axis: Int, epsilon: Float = 1e-3) {
    self.init(
      offset: Tensor(zeros: [featureCount]), scale: Tensor(ones: [featureCount]), axis: axis, epsilon: epsilon)
  }
}
