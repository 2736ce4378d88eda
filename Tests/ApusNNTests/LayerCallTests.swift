import ApusNN
import Foundation
import Testing

/// Calls of layers with more than one argument against what an independent program computes: `Fixtures/make-layer-calls.py`.
@Suite struct LayerCallTests {
  typealias Output = LayerReferenceTests.Output

  static let reference: Result<[String: Output], any Error> = Result {
    struct File: Decodable { let outputs: [String: Output] }
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/layer-calls.json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).outputs
  }

  static func wave<Scalar: TensorFloatingPoint>(_ k: Int, _ shape: TensorShape, times factor: Double = 1) -> Tensor<Scalar> {
    Tensor(shape: shape, scalars: (0..<shape.contiguousSize).map { Scalar(converting: factor * sin(Double(1 + $0 + k))) })
  }

  /// The model with the program's weights.
  static func weighted<M: Module, Scalar: TensorFloatingPoint>(_ model: M, _: Scalar.Type) -> M {
    var (copy, index) = (model, 0)
    copy.updateParameters { _, node in
      defer { index += 1 }
      return (wave(index, node.shape, times: 0.3) as Tensor<Scalar>).node
    }
    return copy
  }

  static func attentions<Scalar: TensorFloatingPoint>(_: Scalar.Type) -> [String: Tensor<Scalar>] {
    let q: Tensor<Scalar> = wave(0, [2, 4, 3, 6])
    let k: Tensor<Scalar> = wave(1, [2, 4, 5, 6])
    let v: Tensor<Scalar> = wave(2, [2, 4, 5, 2])
    let mask = (wave(9, [2, 4, 3, 5]) as Tensor<Double>) .> -0.5
    var open = try? mask.readScalars()
    open?.replaceSubrange(90..<95, with: repeatElement(false, count: 5))  // example 1, head 2, query 0
    let blind = Tensor(shape: mask.shape, scalars: open ?? [])
    func heads(_ x: Tensor<Scalar>, _ count: Int) -> Tensor<Scalar> {
      x.slice(lowerBounds: [0, 0, 0, 0], upperBounds: [2, count, 5, x.shape[3]])
    }
    return [
      "plain": scaledDotProductAttention(query: q, key: k, value: v),
      "scale": scaledDotProductAttention(query: q, key: k, value: v, scale: 0.7),
      "causal": scaledDotProductAttention(query: k, key: k, value: v, isCausal: true),
      "causal, continued": scaledDotProductAttention(query: q, key: k, value: v, isCausal: true),
      "mask": scaledDotProductAttention(query: q, key: k, value: v, mask: mask),
      "mask, one sees nothing": scaledDotProductAttention(query: q, key: k, value: v, mask: blind),
      "grouped": scaledDotProductAttention(query: q, key: heads(k, 2), value: heads(v, 2), mask: mask),
      "keys shared by all": scaledDotProductAttention(query: q, key: heads(k, 1), value: heads(v, 1)),
    ]
  }

  static func modules<Scalar: TensorFloatingPoint>(_: Scalar.Type) -> [String: Tensor<Scalar>] {
    let isWord = Tensor<Bool>(shape: [2, 5], scalars: [true, true, true, true, true, true, true, false, false, false])
    let attention = weighted(MultiHeadAttention<Scalar>(featureCount: 8, headCount: 2, contextFeatureCount: 6), Scalar.self)
    func decoder(_ normalizesFirst: Bool) -> Tensor<Scalar> {
      let block = TransformerDecoderBlock<Scalar>(featureCount: 8, headCount: 2, hiddenSize: 3, normalizesFirst: normalizesFirst)
      return weighted(block, Scalar.self)(wave(0, [2, 3, 8]), memory: wave(1, [2, 5, 8]), memoryMask: isWord)
    }
    let bags = Tensor<Int32>([[1, 4, 2, 6], [3, 0, 0, 5], [0, 0, 0, 0]])
    func bag(_ mode: EmbeddingBag<Scalar>.Mode, _ padding: Int32? = nil) -> EmbeddingBag<Scalar> {
      EmbeddingBag(embeddings: wave(4, [7, 3]), mode: mode, paddingIndex: padding)
    }
    return [
      "cross-attention": attention(wave(0, [2, 3, 8]), context: wave(1, [2, 5, 6]), keyMask: isWord),
      "decoder": decoder(true),
      "decoder, normalized after": decoder(false),
      "bag, sum": bag(.sum)(bags),
      "bag, weighted": bag(.sum)(bags, weights: wave(6, [3, 4])),
      "bag, mean without padding": bag(.mean, 0)(bags),
      "bag, mean": bag(.mean)(bags),
      "bag, max without padding": bag(.max, 0)(bags),
    ]
  }

  static func spectral<Scalar: TensorFloatingPoint>(_: Scalar.Type) -> [String: Tensor<Scalar>] {
    let dense = Dense<Scalar>(weight: wave(3, [4, 3]), activation: { $0 })
    let layer = SpectralNorm(dense, \.weight, seed: 1)
    func unit(_ x: Tensor<Scalar>) -> Tensor<Scalar> { (x / sqrt(x.squared().sum())).reshaped(to: [x.scalarCount, 1]) }
    layer.outputVector.assign(unit(wave(0, [3])))
    layer.inputVector.assign(unit(wave(1, [4])))
    let x: Tensor<Scalar> = wave(5, [2, 4])
    var found = ["SpectralNorm before": layer(x)]
    withLearningPhase(.training) {
      for step in 0..<2 { found["SpectralNorm, training \(step)"] = layer(x) }
      let (last, slope) = valueWithGradient(at: layer) { layer -> Tensor<Scalar> in
        let output = layer(x)
        found["SpectralNorm, training 2"] = stopGradient(output)
        return output.squared().sum()
      }
      _ = last
      found["SpectralNorm, gradient"] = slope.layer.weight
    }
    found["SpectralNorm after"] = layer(x)
    return found
  }

  private func expect<Scalar: TensorFloatingPoint>(_ outputs: [String: Tensor<Scalar>], within tolerance: Double) throws {
    for (name, output) in outputs {
      let reference = try #require(Self.reference.get()[name], "\(name)")
      #expect(output.shape == TensorShape(reference.shape), "\(name)")
      let scale = reference.scalars.map(abs).max() ?? 1
      let farthest = zip(try output.readScalars(), reference.scalars).map { abs($0.asDouble - $1) / max(scale, 1e-3) }.max() ?? .infinity
      #expect(farthest <= tolerance, "\(name)")
    }
  }

  @Test func attentionIsThatOfTheReference() throws {
    try expect(Self.attentions(Double.self), within: 1e-10)
    try expect(Self.attentions(Float.self), within: 1e-5)
  }

  @Test func modulesAreThoseOfTheReference() throws {
    try expect(Self.modules(Double.self), within: 1e-10)
    try expect(Self.modules(Float.self), within: 1e-5)
  }

  @Test func spectralNormIsThatOfTheReference() throws {
    try expect(Self.spectral(Double.self), within: 1e-10)
    try expect(Self.spectral(Float.self), within: 1e-5)
  }

  @Test func everyReferenceHasItsCall() throws {
    let calls = [Self.attentions(Double.self), Self.modules(Double.self), Self.spectral(Double.self)].flatMap(\.keys)
    #expect(try Set(calls) == Set(Self.reference.get().keys))
  }

  @Test func masksThatDoNotFitAreNamed() {
    let x = Self.wave(0, [2, 3, 8]) as Tensor<Float>
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
    let x = Self.wave(0, [2, 3, 8]) as Tensor<Float>
    let attention = MultiHeadAttention(featureCount: 8, headCount: 2, dropoutProbability: 0.5)
    #expect(try attention(x).readScalars() == attention(x).readScalars())
    let drawn = try withLearningPhase(.training) { try (attention(x).readScalars(), attention(x).readScalars()) }
    #expect(drawn.0 != drawn.1)
  }
}
