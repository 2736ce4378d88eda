import ApusNN
import Testing

/// `sequenced(through:)`: the layers in the order in which they are written.
@Suite struct SequencedTests {
  private let up = Function<Tensor<Float>, Tensor<Float>> { 10 * $0 + 1 }
  private let down = Function<Tensor<Float>, Tensor<Float>> { 10 * $0 + 2 }
  private let x = Tensor<Float>([1, 3])

  @Test func theLayersFollowEachOther() throws {
    #expect(try x.sequenced(through: up, down).readScalars() == [112, 312])
    #expect(try x.sequenced(through: up, down, down).readScalars() == [1122, 3122])
    #expect(try x.sequenced(through: up, down, down, up).readScalars() == [11221, 31221])
    #expect(try x.sequenced(through: up, down, down, up, up).readScalars() == [112_211, 312_211])
    #expect(try x.sequenced(through: up, down, down, up, up, down).readScalars() == [1_122_112, 3_122_112])
  }

  @Test func theFirstLayerMayTakeWords() throws {
    let words = Tensor<Int32>([2, 0])
    let embedding = Embedding<Float>(embeddings: Tensor([[1, 2], [3, 4], [5, 6]]))
    #expect(try words.sequenced(through: embedding, Flatten<Float>(), up).readScalars() == [51, 61, 11, 21])
  }

  @Test func gradientsGoThroughAllOfThem() throws {
    #expect(try gradient(at: x) { $0.sequenced(through: up, down, up).sum() }.readScalars() == [1000, 1000])
  }
}
