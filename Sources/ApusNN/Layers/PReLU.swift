/// A rectifier whose slope below zero is learned: x for positive x, `slope`·x else.
///
/// Input and output `[batch…, features]`.
///
///     let layer = PReLU(featureCount: 64)
///
/// He et al., "Delving deep into rectifiers", 2015, equation 1.
public struct PReLU<Scalar: TensorFloatingPoint>: ObservedLayer {
  /// `[features]`, or a shape of one element for a slope that all features share.
  public var slope: Tensor<Scalar>

  public init(slope: Tensor<Scalar>) { self.slope = slope }
  public init(featureCount: Int, initialSlope: Scalar = 0.25) {
    self.init(slope: Tensor(repeating: initialSlope, shape: [featureCount]))
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    slope.resolve(for: input)
    return relu(input) - slope * relu(-input)
  }
}

extension PReLU where Scalar == Float {
  public init(featureCount: Int, initialSlope: Float = 0.25) {
    self.init(slope: Tensor(repeating: initialSlope, shape: [featureCount]))
  }
}
