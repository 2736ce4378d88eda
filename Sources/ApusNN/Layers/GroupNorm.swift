/// The channels of each example brought to mean 0 and variance 1 in groups of neighbours, over all places, then stretched by `scale` and
/// moved by `offset`.
///
/// Input and output `[batch, space…, features]`.
///
///     let layer = GroupNorm(featureCount: 64, groupCount: 8)
///
/// Wu and He, "Group normalization", 2018, section 3.1.
public struct GroupNorm<Scalar: TensorFloatingPoint>: ObservedLayer {
  /// Added to the normalized input: `[features]`.
  public var offset: Tensor<Scalar>
  /// Multiplied with the normalized input: `[features]`.
  public var scale: Tensor<Scalar>
  /// How many groups of neighbours the features fall into.
  public let groupCount: Int
  /// The axis of the features.
  public let axis: Int
  /// Added to the variance, so that a constant input is not divided by zero.
  public let epsilon: Scalar

  public init(offset: Tensor<Scalar>, scale: Tensor<Scalar>, groupCount: Int, axis: Int, epsilon: Scalar) {
    self.offset = offset
    self.scale = scale
    self.groupCount = groupCount
    self.axis = axis
    self.epsilon = epsilon
  }

  public init(featureCount: Int, groupCount: Int, axis: Int = -1, epsilon: Scalar = 1e-3) {
    self.init(
      offset: Tensor(zeros: [featureCount]), scale: Tensor(ones: [featureCount]), groupCount: groupCount, axis: axis, epsilon: epsilon)
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    input.withFeatures(axis, of: [offset, scale], for: "GroupNorm") { axis in
      let features = input.shape[axis]
      guard axis > 0, groupCount > 0, features % groupCount == 0 else {
        let problem = "\(features) features along axis \(axis) do not make \(groupCount) groups"
        return Tensor(Node.poisoned(.attribute(operation: "GroupNorm", problem: problem, operand: input.shape), of: input.node))
      }
      var grouped = Array(input.shape)
      grouped.replaceSubrange(axis...axis, with: [groupCount, features / groupCount])
      let x = input.reshaped(to: TensorShape(grouped))
      let moments = x.moments(alongAxes: grouped.indices.filter { $0 != 0 && $0 != axis })
      let normalized = (x - moments.mean) * rsqrt(moments.variance + epsilon)
      var shape = TensorShape(repeating: 1, count: input.rank)
      shape[axis] = features
      return normalized.reshaped(to: input.shape) * scale.reshaped(to: shape) + offset.reshaped(to: shape)
    }
  }
}

extension GroupNorm where Scalar == Float {
  public init(featureCount: Int, groupCount: Int, axis: Int = -1, epsilon: Float = 1e-3) {
    self.init(
      offset: Tensor(zeros: [featureCount]), scale: Tensor(ones: [featureCount]), groupCount: groupCount, axis: axis, epsilon: epsilon)
  }
}
