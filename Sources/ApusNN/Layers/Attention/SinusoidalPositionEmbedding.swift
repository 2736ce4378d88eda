/// Adds waves of many lengths, from which the place can be told.
///
/// Input and output `[batch…, length, features]`, where `features` is even. To feature 2i of place p is added
/// sin(p / base^(2i / features)), to feature 2i + 1 the cosine.
///
///     let model = Sequential {
///       Embedding(vocabularySize: 1_000, embeddingSize: 64)
///       SinusoidalPositionEmbedding()
///     }
///
/// Vaswani et al., "Attention is all you need", 2017, section 3.5.
public struct SinusoidalPositionEmbedding<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public let base: Double

  public init(base: Double = 10_000) { self.base = base }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    if input.diagnosis != nil { return input }
    guard input.rank >= 2, input.shape[input.rank - 1] % 2 == 0 else {
      let expected = "[batch…, length, features] with an even number of features"
      return Tensor(Node.poisoned(.rank(operation: "SinusoidalPositionEmbedding", shape: input.shape, expected: expected), of: input.node))
    }
    let (length, features) = (input.shape[input.rank - 2], input.shape[input.rank - 1])
    let angles = Tensor<Scalar>.positionAngles(length: length, from: 0, frequencies: features / 2, base: base)
    return input + Tensor(stacking: [sin(angles), cos(angles)], alongAxis: 2).reshaped(to: [length, features])
  }
}

extension SinusoidalPositionEmbedding where Scalar == Float {
  public init(base: Double = 10_000) { self.base = base }
}
