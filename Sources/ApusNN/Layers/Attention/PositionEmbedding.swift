/// Adds a learned vector for each place.
///
/// Input and output `[batch…, length, features]`, `length` at most `maximumLength`.
///
///     let layer = PositionEmbedding(maximumLength: 512, featureCount: 64)
///
/// Gehring et al., "Convolutional sequence to sequence learning", 2017, section 3.1.
public struct PositionEmbedding<Scalar: TensorFloatingPoint>: ObservedLayer {
  /// `[maximumLength, features]`
  public var embeddings: Tensor<Scalar>

  public init(embeddings: Tensor<Scalar>) { self.embeddings = embeddings }

  public init(
    maximumLength: Int, featureCount: Int, embeddingsInitializer: ParameterInitializer<Scalar> = { Tensor(randomUniform: $0) }
  ) {
    self.init(embeddings: embeddingsInitializer([maximumLength, featureCount]))
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    for tensor in [input, embeddings] where tensor.diagnosis != nil { return tensor }
    let length = input.rank >= 2 ? input.shape[input.rank - 2] : 0
    guard input.rank >= 2, embeddings.rank == 2, length <= embeddings.shape[0], input.shape.last == embeddings.shape[1] else {
      let problem = "vectors of shape \(embeddings.shape) do not fit [batch…, length, features]"
      return Tensor(
        Node.poisoned(.attribute(operation: "PositionEmbedding", problem: problem, operand: input.shape), of: input.node, embeddings.node))
    }
    return input + embeddings.slice(lowerBounds: [0, 0], upperBounds: [length, embeddings.shape[1]])
  }
}

extension PositionEmbedding where Scalar == Float {
  public init(
    maximumLength: Int, featureCount: Int, embeddingsInitializer: ParameterInitializer<Float> = { Tensor(randomUniform: $0) }
  ) {
    self.init(embeddings: embeddingsInitializer([maximumLength, featureCount]))
  }
}
