/// Two fully connected layers, applied to each place by itself: `down(activation(up(input)))`, with dropout between them in training.
///
/// Input and output `[batch…, featureCount]`.
///
/// Vaswani et al., "Attention is all you need", 2017, equation 2.
public struct FeedForward<Scalar: TensorFloatingPoint>: ObservedLayer {
  /// `[featureCount, hiddenSize]`
  public var up: Dense<Scalar>
  /// `[hiddenSize, featureCount]`
  public var down: Dense<Scalar>
  public var dropout: Dropout<Scalar>

  public init(up: Dense<Scalar>, down: Dense<Scalar>, dropoutProbability: Double = 0) {
    self.up = up
    self.down = down
    dropout = Dropout(probability: dropoutProbability)
  }

  public init(
    featureCount: Int, hiddenSize: Int, activation: @escaping Activation<Scalar> = { gelu($0) }, dropoutProbability: Double = 0,
    weightInitializer: ParameterInitializer<Scalar> = glorotUniform()
  ) {
    self.init(
      up: Dense(inputSize: featureCount, outputSize: hiddenSize, activation: activation, weightInitializer: weightInitializer),
      down: Dense(inputSize: hiddenSize, outputSize: featureCount, weightInitializer: weightInitializer),
      dropoutProbability: dropoutProbability)
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> { down(dropout(up(input))) }
}

extension FeedForward where Scalar == Float {
  public init(
    featureCount: Int, hiddenSize: Int, activation: @escaping Activation<Float> = { gelu($0) }, dropoutProbability: Double = 0
  ) {
    self.init(
      featureCount: featureCount, hiddenSize: hiddenSize, activation: activation, dropoutProbability: dropoutProbability,
      weightInitializer: glorotUniform())
  }
}
