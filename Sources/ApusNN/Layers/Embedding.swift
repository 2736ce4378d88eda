/// A vector for each word of a vocabulary, words being numbers.
///
/// Input `[batch…]` of numbers from 0 to `vocabularySize` − 1, output `[batch…, embeddingSize]`. A number outside takes the nearest word.
///
///     let layer = Embedding(vocabularySize: 1_000, embeddingSize: 16)
///     layer(Tensor<Int32>([3, 1, 4])).shape   // [3, 16]
public struct Embedding<Scalar: TensorFloatingPoint>: ObservedLayer {
  /// `[vocabularySize, embeddingSize]`
  public var embeddings: Tensor<Scalar>

  public init(embeddings: Tensor<Scalar>) { self.embeddings = embeddings }

  public init(
    vocabularySize: Int, embeddingSize: Int,
    embeddingsInitializer: ParameterInitializer<Scalar> = { Tensor(randomUniform: $0) }
  ) {
    self.init(embeddings: embeddingsInitializer([vocabularySize, embeddingSize]))
  }

  public func forward(_ input: Tensor<Int32>) -> Tensor<Scalar> {
    if embeddings.diagnosis == nil, embeddings.rank != 2 {
      let expected = "[vocabularySize, embeddingSize]"
      return Tensor(Node.poisoned(.rank(operation: "Embedding", shape: embeddings.shape, expected: expected), of: embeddings.node))
    }
    return embeddings.gathering(atIndices: input)
  }
}

extension Embedding where Scalar == Float {
  public init(
    vocabularySize: Int, embeddingSize: Int,
    embeddingsInitializer: ParameterInitializer<Float> = { Tensor(randomUniform: $0) }
  ) {
    self.init(embeddings: embeddingsInitializer([vocabularySize, embeddingSize]))
  }
}
