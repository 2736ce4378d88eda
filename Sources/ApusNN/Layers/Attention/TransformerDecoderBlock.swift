/// Causal self-attention, attention to what an encoder made, and a feed-forward layer, each with a normalization and a way around it.
///
/// Input and output `[batch, length, featureCount]`, memory `[batch, memoryLength, featureCount]`.
///
///     let block = TransformerDecoderBlock(featureCount: 64, headCount: 4, hiddenSize: 256)
///     block(words, memory: encoded, memoryMask: isWord)
///
/// The normalizations are those of `TransformerEncoderBlock`. Vaswani et al., "Attention is all you need", 2017, section 3.1. A decoder
/// without an encoder, as GPT is, is made of causal encoder blocks.
public struct TransformerDecoderBlock<Scalar: TensorFloatingPoint>: ObservedLayer {
  /// What the decoder has written so far, and what it reads.
  public struct Input {
    public var input: Tensor<Scalar>
    public var memory: Tensor<Scalar>

    public init(_ input: Tensor<Scalar>, memory: Tensor<Scalar>) {
      self.input = input
      self.memory = memory
    }
  }

  public var attention: MultiHeadAttention<Scalar>
  public var attentionNorm: LayerNorm<Scalar>
  public var memoryAttention: MultiHeadAttention<Scalar>
  public var memoryNorm: LayerNorm<Scalar>
  public var feedForward: FeedForward<Scalar>
  public var feedForwardNorm: LayerNorm<Scalar>
  public var dropout: Dropout<Scalar>
  public let normalizesFirst: Bool

  public init(
    featureCount: Int, headCount: Int, hiddenSize: Int, keyHeadCount: Int? = nil, positions: RotaryPositionEmbedding<Scalar>? = nil,
    activation: @escaping Activation<Scalar> = { gelu($0) }, normalizesFirst: Bool = true, dropoutProbability: Double = 0,
    epsilon: Scalar = 1e-5, weightInitializer: ParameterInitializer<Scalar> = glorotUniform()
  ) {
    func norm() -> LayerNorm<Scalar> { LayerNorm(featureCount: featureCount, axis: -1, epsilon: epsilon) }
    attention = MultiHeadAttention(
      featureCount: featureCount, headCount: headCount, keyHeadCount: keyHeadCount, isCausal: true, positions: positions,
      dropoutProbability: dropoutProbability, weightInitializer: weightInitializer)
    memoryAttention = MultiHeadAttention(
      featureCount: featureCount, headCount: headCount, keyHeadCount: keyHeadCount, dropoutProbability: dropoutProbability,
      weightInitializer: weightInitializer)
    feedForward = FeedForward(
      featureCount: featureCount, hiddenSize: hiddenSize, activation: activation, dropoutProbability: dropoutProbability,
      weightInitializer: weightInitializer)
    (attentionNorm, memoryNorm, feedForwardNorm) = (norm(), norm(), norm())
    dropout = Dropout(probability: dropoutProbability)
    self.normalizesFirst = normalizesFirst
  }

  public func forward(_ input: Input) -> Tensor<Scalar> { decoded(input.input, input.memory, nil, nil) }

  /// - Parameters:
  ///   - inputMask: which places of the input are more than padding: `[batch, length]`.
  ///   - memoryMask: which places of the memory are more than padding: `[batch, memoryLength]`.
  @inline(never)
  public func callAsFunction(
    _ input: Tensor<Scalar>, memory: Tensor<Scalar>, inputMask: Tensor<Bool>? = nil, memoryMask: Tensor<Bool>? = nil
  ) -> Tensor<Scalar> {
    observed { decoded(input, memory, inputMask, memoryMask) }
  }

  private func decoded(
    _ input: Tensor<Scalar>, _ memory: Tensor<Scalar>, _ inputMask: Tensor<Bool>?, _ memoryMask: Tensor<Bool>?
  ) -> Tensor<Scalar> {
    let attended = residual(input, attentionNorm, dropout, normalizesFirst) { attention($0, context: nil, keyMask: inputMask) }
    let informed = residual(attended, memoryNorm, dropout, normalizesFirst) {
      memoryAttention($0, context: memory, keyMask: memoryMask)
    }
    return residual(informed, feedForwardNorm, dropout, normalizesFirst) { feedForward($0) }
  }
}

extension TransformerDecoderBlock where Scalar == Float {
  public init(
    featureCount: Int, headCount: Int, hiddenSize: Int, keyHeadCount: Int? = nil, positions: RotaryPositionEmbedding<Float>? = nil,
    activation: @escaping Activation<Float> = { gelu($0) }, normalizesFirst: Bool = true, dropoutProbability: Double = 0,
    epsilon: Float = 1e-5
  ) {
    self.init(
      featureCount: featureCount, headCount: headCount, hiddenSize: hiddenSize, keyHeadCount: keyHeadCount, positions: positions,
      activation: activation, normalizesFirst: normalizesFirst, dropoutProbability: dropoutProbability, epsilon: epsilon,
      weightInitializer: glorotUniform())
  }
}
