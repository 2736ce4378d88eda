import ApusNN
import ApusTesting
import Foundation
import Testing

/// Calls of layers with more than one argument, and their gradients, against PyTorch's, at three sizes and in two types.
@Suite struct LayerCallTests {
  struct Reference: Decodable {
    let output: LayerReferenceTests.Output
    let gradients: [LayerReferenceTests.Output]
  }

  private static let references: Result<[String: [Reference]], any Error> = Result {
    struct File: Decodable { let rows: [String: [Reference]] }
    return try readReference("layers/layer-calls.json", as: File.self).rows
  }

  private func compare<S: TensorFloatingPoint>(_: S.Type) throws {
    let references = try Self.references.get()
    var seen: [String: Int] = [:]
    for (name, call) in LayerCall<S>.all.joined() {
      let place = seen[name, default: 0]
      seen[name] = place + 1
      let all = try #require(references[name], "\(name)")
      let reference = try #require(all.indices.contains(place) ? all[place] : nil, "\(name) \(place)")
      try expect(call.output(call.inputs), reference.output, "\(name) \(place)")
      #expect(call.inputs.count == reference.gradients.count, "\(name)")
      let count = reference.output.scalars.count
      let weights = Tensor<S>(shape: TensorShape(reference.output.shape), scalars: (0..<count).map { S(converting: cos(0.3 * Double($0))) })
      for (index, expected) in reference.gradients.enumerated() {
        let slope = gradient(at: call.inputs[index]) { input in
          var inputs = call.inputs
          inputs[index] = input
          return (call.output(inputs) * weights).sum()
        }
        try expect(slope, expected, "\(name) \(place), gradient \(index)")
      }
    }
    #expect(seen == references.mapValues(\.count))
    #expect(seen.values.allSatisfy { $0 >= 3 })
  }

  private func expect<S: TensorFloatingPoint>(_ tensor: Tensor<S>, _ expected: LayerReferenceTests.Output, _ name: String) throws {
    #expect(tensor.shape == TensorShape(expected.shape), "\(name)")
    let farthest = zip(try tensor.readScalars(), expected.scalars).map { abs($0.asDouble - $1) / max(1, abs($1)) }.max() ?? .infinity
    #expect(farthest <= (S.self == Double.self ? 1e-10 : 1e-5), "\(name)")
  }

  @Test func callsInDoubleAreThoseOfTheReference() throws { try compare(Double.self) }

  @Test func callsInFloatAreThoseOfTheReference() throws { try compare(Float.self) }

  @Test func masksThatDoNotFitAreNamed() {
    let x = LayerCall<Float>.wave(0, [2, 3, 8]) as Tensor<Float>
    let attention = MultiHeadAttention(featureCount: 8, headCount: 2)
    let mask = Tensor<Bool>(repeating: true, shape: [2, 4])
    #expect("\(attention(x, context: nil, keyMask: mask).diagnosis, default: "")".contains("a key mask of shape [2, 4]"))
    #expect("\(attention(x, context: nil, mask: mask).diagnosis, default: "")".contains("a mask of shape [2, 4]"))
    let odd = MultiHeadAttention(featureCount: 8, headCount: 2, headSize: 4, keyHeadCount: 0)
    #expect("\(odd(x).diagnosis, default: "")".contains("heads"))
    let broken = Tensor<Bool>(repeating: true, shape: [2]) .&& mask
    #expect(attention(x, context: nil, mask: broken).diagnosis?.description == broken.diagnosis?.description)
    let bag = EmbeddingBag(vocabularySize: 4, embeddingSize: 2, mode: .max)
    #expect(
      "\(bag(Tensor<Int32>([[1]]), weights: Tensor<Float>(repeating: 1, shape: [1, 1])).diagnosis, default: "")".contains(
        "only sums take weights"))
  }

  @Test func theDropoutOfAttentionIsThereInTraining() throws {
    let x = LayerCall<Float>.wave(0, [2, 3, 8]) as Tensor<Float>
    let attention = MultiHeadAttention(featureCount: 8, headCount: 2, dropoutProbability: 0.5)
    #expect(try attention(x).readScalars() == attention(x).readScalars())
    let drawn = try withLearningPhase(.training) { try (attention(x).readScalars(), attention(x).readScalars()) }
    #expect(drawn.0 != drawn.1)
  }
}
