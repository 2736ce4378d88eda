/// Self-attention and a feed-forward layer, each with a normalization and a way around it.
///
/// Input and output `[batch, length, featureCount]`.
///
///     struct Encoder: Layer {
///       var blocks = (0..<4).map { _ in TransformerEncoderBlock(featureCount: 64, headCount: 4, hiddenSize: 256) }
///       func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { blocks(x) }
///     }
///
/// With `normalizesFirst`, `x + attention(norm(x))`, then `x + feedForward(norm(x))`: Xiong et al., "On layer normalization in the
/// transformer architecture", 2020, figure 1b. Otherwise `norm(x + attention(x))`, then `norm(x + feedForward(x))`: Vaswani et al., 2017.
/// A causal block is that of GPT.
public struct TransformerEncoderBlock<Scalar: TensorFloatingPoint>: ObservedLayer {
  public var attention: MultiHeadAttention<Scalar>
  public var attentionNorm: LayerNorm<Scalar>
  public var feedForward: FeedForward<Scalar>
  public var feedForwardNorm: LayerNorm<Scalar>
  public var dropout: Dropout<Scalar>
  public let normalizesFirst: Bool

  public init(
    attention: MultiHeadAttention<Scalar>, attentionNorm: LayerNorm<Scalar>, feedForward: FeedForward<Scalar>,
    feedForwardNorm: LayerNorm<Scalar>, normalizesFirst: Bool = true, dropoutProbability: Double = 0
  ) {
    self.attention = attention
    self.attentionNorm = attentionNorm
    self.feedForward = feedForward
    self.feedForwardNorm = feedForwardNorm
    self.normalizesFirst = normalizesFirst
    dropout = Dropout(probability: dropoutProbability)
  }

  public init(
    featureCount: Int, headCount: Int, hiddenSize: Int, keyHeadCount: Int? = nil, isCausal: Bool = false,
    positions: RotaryPositionEmbedding<Scalar>? = nil, activation: @escaping Activation<Scalar> = { gelu($0) },
    normalizesFirst: Bool = true, dropoutProbability: Double = 0, epsilon: Scalar = 1e-5,
    weightInitializer: ParameterInitializer<Scalar> = glorotUniform()
  ) {
    self.init(
      attention: MultiHeadAttention(
        featureCount: featureCount, headCount: headCount, keyHeadCount: keyHeadCount, isCausal: isCausal, positions: positions,
        dropoutProbability: dropoutProbability, weightInitializer: weightInitializer),
      attentionNorm: LayerNorm(featureCount: featureCount, axis: -1, epsilon: epsilon),
      feedForward: FeedForward(
        featureCount: featureCount, hiddenSize: hiddenSize, activation: activation, dropoutProbability: dropoutProbability,
        weightInitializer: weightInitializer),
      feedForwardNorm: LayerNorm(featureCount: featureCount, axis: -1, epsilon: epsilon), normalizesFirst: normalizesFirst,
      dropoutProbability: dropoutProbability)
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> { encoded(input, nil, nil) }

  /// - Parameters:
  ///   - mask: where it is false, a place does not look at another; broadcast to `[batch, heads, length, length]`.
  ///   - keyMask: which places are more than padding: `[batch, length]`.
  @inline(never)
  public func callAsFunction(_ input: Tensor<Scalar>, mask: Tensor<Bool>?, keyMask: Tensor<Bool>? = nil) -> Tensor<Scalar> {
    observed { encoded(input, mask, keyMask) }
  }

  private func encoded(_ input: Tensor<Scalar>, _ mask: Tensor<Bool>?, _ keyMask: Tensor<Bool>?) -> Tensor<Scalar> {
    let attended = residual(input, attentionNorm, dropout, normalizesFirst) { attention($0, context: nil, mask: mask, keyMask: keyMask) }
    return residual(attended, feedForwardNorm, dropout, normalizesFirst) { feedForward($0) }
  }
}

extension TransformerEncoderBlock where Scalar == Float {
  public init(
    featureCount: Int, headCount: Int, hiddenSize: Int, keyHeadCount: Int? = nil, isCausal: Bool = false,
    positions: RotaryPositionEmbedding<Float>? = nil, activation: @escaping Activation<Float> = { gelu($0) },
    normalizesFirst: Bool = true, dropoutProbability: Double = 0, epsilon: Float = 1e-5
  ) {
    self.init(
      featureCount: featureCount, headCount: headCount, hiddenSize: hiddenSize, keyHeadCount: keyHeadCount, isCausal: isCausal,
      positions: positions, activation: activation, normalizesFirst: normalizesFirst, dropoutProbability: dropoutProbability,
      epsilon: epsilon, weightInitializer: glorotUniform())
  }
}

/// The input and what `body` makes of it, normalized before or after.
func residual<Scalar: TensorFloatingPoint>(
  _ input: Tensor<Scalar>, _ norm: LayerNorm<Scalar>, _ dropout: Dropout<Scalar>, _ normalizesFirst: Bool,
  _ body: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  normalizesFirst ? input + dropout(body(norm(input))) : norm(input + dropout(body(input)))
}
