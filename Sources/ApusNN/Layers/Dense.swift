/// A fully connected layer: `activation(input • weight + bias)`.
///
/// Input `[batch…, inputSize]`, output `[batch…, outputSize]`.
///
///     let layer = Dense(inputSize: 784, outputSize: 10)
///     layer(images).shape   // [128, 10] for images of shape [128, 784]
public struct Dense<Scalar: TensorFloatingPoint>: ObservedLayer {
  /// `[inputSize, outputSize]`
  public var weight: Tensor<Scalar>
  /// `[outputSize]`, or `nil` for a layer without bias.
  public var bias: Tensor<Scalar>?
  public let activation: Activation<Scalar>

  public init(weight: Tensor<Scalar>, bias: Tensor<Scalar>? = nil, activation: @escaping Activation<Scalar>) {
    self.weight = weight
    self.bias = bias
    self.activation = activation
  }

  public init(
    inputSize: Int, outputSize: Int, activation: @escaping Activation<Scalar> = identity, useBias: Bool = true,
    weightInitializer: ParameterInitializer<Scalar> = glorotUniform(), biasInitializer: ParameterInitializer<Scalar> = zeros()
  ) {
    self.init(
      weight: weightInitializer([inputSize, outputSize]), bias: useBias ? biasInitializer([outputSize]) : nil, activation: activation)
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    weight.resolve(for: input)
    let product = matmul(input, weight)
    return activation(bias.map { product + $0 } ?? product)
  }
}

// `Dense(inputSize: 784, outputSize: 10)` without `<Float>`: a constrained initializer is Swift's default for a generic parameter.
extension Dense where Scalar == Float {
  public init(
    inputSize: Int, outputSize: Int, activation: @escaping Activation<Float> = identity, useBias: Bool = true,
    weightInitializer: ParameterInitializer<Float> = glorotUniform(), biasInitializer: ParameterInitializer<Float> = zeros()
  ) {
    self.init(
      weight: weightInitializer([inputSize, outputSize]), bias: useBias ? biasInitializer([outputSize]) : nil, activation: activation)
  }
}
