/// Each channel of each example brought to mean 0 and variance 1 over its places, then stretched by `scale` and moved by `offset`.
///
/// Input and output `[batch, space…, features]`.
///
///     let layer = InstanceNorm(featureCount: 64)
///
/// Ulyanov, Vedaldi and Lempitsky, "Instance normalization: the missing ingredient for fast stylization", 2016.
public struct InstanceNorm<Scalar: TensorFloatingPoint>: ObservedLayer {
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

  public init(featureCount: Int, axis: Int = -1, epsilon: Scalar = 1e-3) {
    self.init(
      offset: Tensor(zeros: [featureCount]), scale: Tensor(ones: [featureCount]), axis: axis, epsilon: epsilon)
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    input.withFeatures(axis, of: [offset, scale], for: "InstanceNorm") { axis in
      let places = input.shape.indices.filter { $0 != 0 && $0 != axis }
      return input.normalized(along: Array(places), scale: scale, offset: offset, alongAxis: axis, epsilon: epsilon)
    }
  }
}

extension InstanceNorm where Scalar == Float {
  public init(featureCount: Int, axis: Int = -1, epsilon: Float = 1e-3) {
    self.init(
      offset: Tensor(zeros: [featureCount]), scale: Tensor(ones: [featureCount]), axis: axis, epsilon: epsilon)
  }
}
