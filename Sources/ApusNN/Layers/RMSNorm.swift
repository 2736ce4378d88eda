/// Each example's features divided by the root of their mean square, then stretched by `scale`.
///
/// Input and output have any shape with `features` elements along `axis`.
///
///     let layer = RMSNorm(featureCount: 64)
///
/// Zhang and Sennrich, "Root mean square layer normalization", 2019, equation 4.
public struct RMSNorm<Scalar: TensorFloatingPoint>: ObservedLayer {
  /// Multiplied with the normalized input: `[features]`.
  public var scale: Tensor<Scalar>
  /// The axis of the features.
  public let axis: Int
  /// Added to the mean square, so that an input of zeros is not divided by zero.
  public let epsilon: Scalar

  public init(scale: Tensor<Scalar>, axis: Int = -1, epsilon: Scalar = 1e-6) {
    self.scale = scale
    self.axis = axis
    self.epsilon = epsilon
  }

  public init(featureCount: Int, axis: Int = -1, epsilon: Scalar = 1e-6) {
    self.init(scale: Tensor(ones: [featureCount]), axis: axis, epsilon: epsilon)
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    input.withFeatures(axis, of: [scale], for: "RMSNorm") { axis in
      var shape = TensorShape(repeating: 1, count: input.rank)
      shape[axis] = input.shape[axis]
      return input * rsqrt(input.squared().mean(alongAxes: axis) + epsilon) * scale.reshaped(to: shape)
    }
  }
}

extension RMSNorm where Scalar == Float {
  public init(featureCount: Int, axis: Int = -1, epsilon: Float = 1e-6) {
    self.init(scale: Tensor(ones: [featureCount]), axis: axis, epsilon: epsilon)
  }
}
