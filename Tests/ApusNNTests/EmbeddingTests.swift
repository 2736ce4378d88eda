import ApusNN
import Testing

@Suite struct EmbeddingTests {
  private let layer = Embedding<Float>(embeddings: Tensor([[1, 2], [3, 4], [5, 6]]))

  @Test func eachNumberBecomesItsVector() throws {
    let output = layer(Tensor<Int32>([[2, 0], [1, 2]]))
    #expect(output.shape == [2, 2, 2])
    #expect(try output.readScalars() == [5, 6, 1, 2, 3, 4, 5, 6])
  }

  @Test func theGradientAddsUpWhereAWordRepeats() throws {
    let slope = gradient(at: layer) { $0(Tensor<Int32>([2, 0, 2])).sum() }
    #expect(try #require(slope.parameters.first?.gradient.typed(Float.self)).readScalars() == [1, 1, 0, 0, 2, 2])
  }

  @Test func theVectorsAreInitialized() throws {
    let made = Embedding(vocabularySize: 50, embeddingSize: 8, embeddingsInitializer: heNormal(seed: 1))
    #expect(made.embeddings.shape == [50, 8])
    #expect(try made.embeddings.readScalars().contains { $0 != 0 })
    #expect(Embedding(vocabularySize: 50, embeddingSize: 8).embeddings.shape == [50, 8])
  }

  @Test func aFunctionIsALayer() throws {
    let model = Sequential {
      Embedding(embeddings: Tensor([[1, 2], [3, 4]]))
      Function<Tensor<Float>, Tensor<Float>> { $0 * 10 }
    }
    #expect(try model(Tensor<Int32>([1])).readScalars() == [30, 40])
    #expect(model.parameters.map(\.path) == ["layers.first.embeddings"])
  }
}
