import ApusNN
import Foundation

/// A call of a layer with several arguments: what it begins with, and what becomes of these.
///
/// `References/layers/make-layer-calls.py` has the same calls, at as many sizes, for PyTorch.
struct LayerCall<S: TensorFloatingPoint> {
  let inputs: [Tensor<S>]
  let output: ([Tensor<S>]) -> Tensor<S>

  init(_ inputs: [Tensor<S>] = [], _ output: @escaping ([Tensor<S>]) -> Tensor<S>) { (self.inputs, self.output) = (inputs, output) }

  /// The calls with their names, once for each size.
  static var all: [[String: LayerCall]] {
    let attentions = [attentions(2, 4, 3, 5, 6, 2), attentions(1, 2, 1, 4, 3, 1), attentions(3, 2, 4, 4, 2, 1)]
    let modules = [modules(2, 3, 5), modules(1, 1, 4), modules(3, 4, 2)]
    let bags = [bags([[1, 4, 2, 6], [3, 0, 0, 5], [0, 0, 0, 0]]), bags([[2, 0]]), bags([[5], [0], [1], [6]])]
    let spectral = [spectral(2, 4, 3), spectral(1, 2, 5), spectral(4, 3, 2)]
    return attentions + modules + bags + spectral
  }

  static func wave<Scalar: TensorFloatingPoint>(_ k: Int, _ shape: TensorShape, times factor: Double = 1) -> Tensor<Scalar> {
    Tensor(shape: shape, scalars: (0..<shape.contiguousSize).map { Scalar(converting: factor * sin(Double(1 + $0 + k))) })
  }

  /// The model with the program's weights.
  private static func weighted<M: Module>(_ model: M) -> M {
    var (copy, index) = (model, 0)
    copy.updateParameters { _, node in
      defer { index += 1 }
      return (wave(index, node.shape, times: 0.3) as Tensor<S>).node
    }
    return copy
  }

  private static func attentions(_ batch: Int, _ heads: Int, _ queries: Int, _ keys: Int, _ size: Int, _ valueSize: Int)
    -> [String: LayerCall]
  {
    let inputs: [Tensor<S>] = [wave(0, [batch, heads, queries, size]), wave(1, [batch, heads, keys, size])]
    let value: Tensor<S> = wave(2, [batch, heads, keys, valueSize])
    let mask = (wave(9, [batch, heads, queries, keys]) as Tensor<Double>) .> -0.5
    let unseen = ((batch - 1) * heads + heads / 2) * queries  // the last example's query 0 in the head in the middle
    let sees = Tensor<Bool>(
      shape: [batch, heads, queries, 1], scalars: (0..<batch * heads * queries).map { $0 != unseen })
    let blind = mask .&& sees.broadcasted(to: mask.shape)
    func first(_ x: Tensor<S>, _ count: Int) -> Tensor<S> {
      x.slice(lowerBounds: [0, 0, 0, 0], upperBounds: [batch, count, x.shape[2], x.shape[3]])
    }
    func call(_ output: @escaping (Tensor<S>, Tensor<S>, Tensor<S>) -> Tensor<S>) -> LayerCall {
      LayerCall(inputs + [value]) { output($0[0], $0[1], $0[2]) }
    }
    return [
      "plain": call { scaledDotProductAttention(query: $0, key: $1, value: $2) },
      "scale": call { scaledDotProductAttention(query: $0, key: $1, value: $2, scale: 0.7) },
      "causal": LayerCall([inputs[1], value]) { scaledDotProductAttention(query: $0[0], key: $0[0], value: $0[1], isCausal: true) },
      "causal, continued": call { scaledDotProductAttention(query: $0, key: $1, value: $2, isCausal: true) },
      "mask": call { scaledDotProductAttention(query: $0, key: $1, value: $2, mask: mask) },
      "mask, one sees nothing": call { scaledDotProductAttention(query: $0, key: $1, value: $2, mask: blind) },
      "grouped": call { scaledDotProductAttention(query: $0, key: first($1, heads / 2), value: first($2, heads / 2), mask: mask) },
      "keys shared by all": call { scaledDotProductAttention(query: $0, key: first($1, 1), value: first($2, 1)) },
    ]
  }

  private static func modules(_ batch: Int, _ length: Int, _ context: Int) -> [String: LayerCall] {
    let words = (0..<batch).flatMap { example in (0..<context).map { $0 < context - 3 * example % context } }
    let isWord = Tensor<Bool>(shape: [batch, context], scalars: words)
    let attention = weighted(MultiHeadAttention<S>(featureCount: 8, headCount: 2, contextFeatureCount: 6))
    func decoder(_ normalizesFirst: Bool) -> LayerCall {
      let block = weighted(TransformerDecoderBlock<S>(featureCount: 8, headCount: 2, hiddenSize: 3, normalizesFirst: normalizesFirst))
      return LayerCall([wave(0, [batch, length, 8]), wave(1, [batch, context, 8])]) { block($0[0], memory: $0[1], memoryMask: isWord) }
    }
    return [
      "cross-attention": LayerCall([wave(0, [batch, length, 8]), wave(1, [batch, context, 6])]) {
        attention($0[0], context: $0[1], keyMask: isWord)
      },
      "decoder": decoder(true),
      "decoder, normalized after": decoder(false),
    ]
  }

  private static func bags(_ rows: [[Int32]]) -> [String: LayerCall] {
    let bags = Tensor<Int32>(rows)
    func bag(_ mode: EmbeddingBag<S>.Mode, _ padding: Int32? = nil) -> LayerCall {
      LayerCall([wave(4, [7, 3])]) { EmbeddingBag(embeddings: $0[0], mode: mode, paddingIndex: padding)(bags) }
    }
    return [
      "bag, sum": bag(.sum),
      "bag, weighted": LayerCall([wave(4, [7, 3]), wave(6, bags.shape)]) {
        EmbeddingBag(embeddings: $0[0], mode: .sum, paddingIndex: nil)(bags, weights: $0[1])
      },
      "bag, mean without padding": bag(.mean, 0),
      "bag, mean": bag(.mean),
      "bag, max without padding": bag(.max, 0),
    ]
  }

  /// The calls before, in and after training, which changes what the layer keeps, and the weight's gradient in the last of training.
  private static func spectral(_ batch: Int, _ inputs: Int, _ outputs: Int) -> [String: LayerCall] {
    let layer = SpectralNorm(Dense<S>(weight: wave(3, [inputs, outputs]), activation: { $0 }), \.weight, seed: 1)
    func unit(_ x: Tensor<S>) -> Tensor<S> { (x / sqrt(x.squared().sum())).reshaped(to: [x.scalarCount, 1]) }
    layer.outputVector.assign(unit(wave(0, [outputs])))
    layer.inputVector.assign(unit(wave(1, [inputs])))
    let x: Tensor<S> = wave(5, [batch, inputs])
    var found = ["SpectralNorm before": layer(x)]
    withLearningPhase(.training) {
      for step in 0..<2 { found["SpectralNorm, training \(step)"] = layer(x) }
      let slope = gradient(at: layer) { layer -> Tensor<S> in
        let output = layer(x)
        found["SpectralNorm, training 2"] = stopGradient(output)
        return output.squared().sum()
      }
      found["SpectralNorm, gradient"] = slope.layer.weight
    }
    found["SpectralNorm after"] = layer(x)
    return found.mapValues { output in LayerCall { _ in output } }
  }
}
