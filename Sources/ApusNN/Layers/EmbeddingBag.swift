/// One vector for each bag of words: the sum, the mean or the greatest of the words' vectors.
///
/// Input `[batch, count]` of numbers from 0 to `vocabularySize` − 1, output `[batch, embeddingSize]`.
///
///     let layer = EmbeddingBag(vocabularySize: 1_000, embeddingSize: 16, mode: .mean, paddingIndex: 0)
///     layer(Tensor<Int32>([[3, 1, 0], [4, 0, 0]])).shape   // [2, 16]
///
/// A bag of padding alone gives zeros. The modes are those of PyTorch's `EmbeddingBag`.
public struct EmbeddingBag<Scalar: TensorFloatingPoint>: ObservedLayer {
  /// What becomes of the vectors of one bag.
  public enum Mode: Hashable, Sendable { case sum, mean, max }

  /// `[vocabularySize, embeddingSize]`
  public var embeddings: Tensor<Scalar>
  public let mode: Mode
  /// The word that fills bags up and counts for nothing.
  public let paddingIndex: Int32?

  public init(embeddings: Tensor<Scalar>, mode: Mode = .mean, paddingIndex: Int32? = nil) {
    self.embeddings = embeddings
    self.mode = mode
    self.paddingIndex = paddingIndex
  }

  public init(
    vocabularySize: Int, embeddingSize: Int, mode: Mode = .mean, paddingIndex: Int32? = nil,
    embeddingsInitializer: ParameterInitializer<Scalar> = { Tensor(randomUniform: $0) }
  ) {
    self.init(embeddings: embeddingsInitializer([vocabularySize, embeddingSize]), mode: mode, paddingIndex: paddingIndex)
  }

  public func forward(_ input: Tensor<Int32>) -> Tensor<Scalar> { vector(input, nil) }

  /// - Parameter weights: what each word's vector is multiplied with, `[batch, count]`; only for sums.
  @inline(never)
  public func callAsFunction(_ input: Tensor<Int32>, weights: Tensor<Scalar>) -> Tensor<Scalar> { observed { vector(input, weights) } }

  private func vector(_ input: Tensor<Int32>, _ weights: Tensor<Scalar>?) -> Tensor<Scalar> {
    if input.diagnosis == nil, input.rank != 2 {
      return Tensor(Node.poisoned(.rank(operation: "EmbeddingBag", shape: input.shape, expected: "[batch, count]"), of: input.node))
    }
    if let weights, weights.diagnosis == nil, mode != .sum || weights.shape != input.shape {
      let problem = mode == .sum ? "weights of shape \(weights.shape) do not fit" : "only sums take weights, and the mode is \(mode)"
      return Tensor(Node.poisoned(.attribute(operation: "EmbeddingBag", problem: problem, operand: input.shape), of: weights.node))
    }
    let vectors = Embedding(embeddings: embeddings)(input)
    if vectors.diagnosis != nil { return vectors }
    let isWord = paddingIndex.map { Tensor<Scalar>(input .!= $0).expandingShape(at: 2) }
    switch mode {
    case .sum:
      let shares = [weights?.expandingShape(at: 2), isWord].compactMap { $0 }
      return shares.reduce(vectors) { $0 * $1 }.sum(squeezingAxes: 1)
    case .mean:
      guard let isWord else { return vectors.mean(squeezingAxes: 1) }
      return (vectors * isWord).sum(squeezingAxes: 1) / max(isWord.sum(squeezingAxes: 1), .oneValue)
    case .max:
      guard let isWord else { return vectors.max(squeezingAxes: 1) }
      let isPadding = (isWord .== .zeroValue).broadcasted(to: vectors.shape)
      let greatest = vectors.replacing(with: .lowest, where: isPadding).max(squeezingAxes: 1)
      return greatest.replacing(with: .zeroValue, where: isPadding.all(squeezingAxes: 1))
    }
  }
}

extension EmbeddingBag where Scalar == Float {
  public init(
    vocabularySize: Int, embeddingSize: Int, mode: Mode = .mean, paddingIndex: Int32? = nil,
    embeddingsInitializer: ParameterInitializer<Float> = { Tensor(randomUniform: $0) }
  ) {
    self.init(embeddings: embeddingsInitializer([vocabularySize, embeddingSize]), mode: mode, paddingIndex: paddingIndex)
  }
}
