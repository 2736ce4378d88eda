import Apus

/// Logits of the next word at every place: four causal transformer blocks between two tables and a classifier.
struct GPT: Layer {
  static let wordCount = 512, length = 128
  private static let features = 256

  var words: Embedding<Float>
  var places: PositionEmbedding<Float>
  var blocks: [TransformerEncoderBlock<Float>]
  var norm = LayerNorm<Float>(featureCount: features, axis: -1, epsilon: 1e-5)
  var classifier: Dense<Float>

  init() {
    var weights = Weights()
    words = Embedding(embeddings: weights.next(Self.wordCount, Self.features))
    places = PositionEmbedding(embeddings: weights.next(Self.length, Self.features))
    blocks = (0..<4).map { _ in
      // PyTorch's and JAX's models have the exact function as well.
      var block = TransformerEncoderBlock<Float>(
        featureCount: Self.features, headCount: 4, hiddenSize: 4 * Self.features, isCausal: true,
        activation: { gelu($0, approximate: false) })
      block.attention.query.weight = weights.next(Self.features, Self.features)
      block.attention.key.weight = weights.next(Self.features, Self.features)
      block.attention.value.weight = weights.next(Self.features, Self.features)
      block.attention.output.weight = weights.next(Self.features, Self.features)
      block.feedForward.up.weight = weights.next(Self.features, 4 * Self.features)
      block.feedForward.down.weight = weights.next(4 * Self.features, Self.features)
      return block
    }
    classifier = weights.dense(Self.features, Self.wordCount)
  }

  func callAsFunction(_ texts: Tensor<Int32>) -> Tensor<Float> { classifier(norm(blocks(places(words(texts))))) }
}
