/// Attention of several heads side by side, between projections: self-attention, or attention to a context.
///
/// Input `[batch, length, featureCount]`, context `[batch, contextLength, contextFeatureCount]`, output
/// `[batch, length, featureCount]`.
///
///     var attention = MultiHeadAttention(featureCount: 64, headCount: 8, isCausal: true)
///     attention(x)                                     // each place looks at those before it
///     attention(x, context: encoded, keyMask: isWord)  // cross-attention, with padding left out
///
/// With fewer heads for keys than for queries, neighbouring heads share them. Vaswani et al., "Attention is all you need", 2017,
/// section 3.2.2; Ainslie et al., "GQA", 2023.
public struct MultiHeadAttention<Scalar: TensorFloatingPoint>: ObservedLayer {
  /// `[featureCount, headCount · headSize]`
  public var query: Dense<Scalar>
  /// `[contextFeatureCount, keyHeadCount · headSize]`
  public var key: Dense<Scalar>
  /// `[contextFeatureCount, keyHeadCount · headSize]`
  public var value: Dense<Scalar>
  /// `[headCount · headSize, featureCount]`
  public var output: Dense<Scalar>
  public let headCount: Int
  public let keyHeadCount: Int
  public let isCausal: Bool
  /// Turns queries and keys by their places, if there is one.
  public let positions: RotaryPositionEmbedding<Scalar>?
  /// In training, drops this share of the weights.
  public var dropout: Dropout<Scalar>

  public init(
    query: Dense<Scalar>, key: Dense<Scalar>, value: Dense<Scalar>, output: Dense<Scalar>, headCount: Int, keyHeadCount: Int? = nil,
    isCausal: Bool = false, positions: RotaryPositionEmbedding<Scalar>? = nil, dropoutProbability: Double = 0
  ) {
    self.query = query
    self.key = key
    self.value = value
    self.output = output
    self.headCount = headCount
    self.keyHeadCount = keyHeadCount ?? headCount
    self.isCausal = isCausal
    self.positions = positions
    dropout = Dropout(probability: dropoutProbability)
  }

  /// - Parameters:
  ///   - headSize: `featureCount / headCount` unless given.
  ///   - keyHeadCount: `headCount` unless given, which it must divide.
  ///   - contextFeatureCount: `featureCount` unless given.
  public init(
    featureCount: Int, headCount: Int, headSize: Int? = nil, keyHeadCount: Int? = nil, contextFeatureCount: Int? = nil,
    isCausal: Bool = false, positions: RotaryPositionEmbedding<Scalar>? = nil, dropoutProbability: Double = 0, useBias: Bool = true,
    weightInitializer: ParameterInitializer<Scalar> = glorotUniform()
  ) {
    let size = headSize ?? featureCount / max(headCount, 1)
    func projection(_ inputs: Int, _ outputs: Int) -> Dense<Scalar> {
      Dense(inputSize: inputs, outputSize: outputs, useBias: useBias, weightInitializer: weightInitializer)
    }
    let context = contextFeatureCount ?? featureCount
    let shared = (keyHeadCount ?? headCount) * size
    self.init(
      query: projection(featureCount, headCount * size), key: projection(context, shared), value: projection(context, shared),
      output: projection(headCount * size, featureCount), headCount: headCount, keyHeadCount: keyHeadCount, isCausal: isCausal,
      positions: positions, dropoutProbability: dropoutProbability)
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> { attended(input, input, nil, nil) }

  /// - Parameters:
  ///   - context: what is looked at; the input itself if it is `nil`.
  ///   - mask: where it is false, the query does not look at the key; broadcast to `[batch, heads, length, contextLength]`.
  ///   - keyMask: which places of the context are more than padding: `[batch, contextLength]`.
  @inline(never)
  public func callAsFunction(
    _ input: Tensor<Scalar>, context: Tensor<Scalar>?, mask: Tensor<Bool>? = nil, keyMask: Tensor<Bool>? = nil
  ) -> Tensor<Scalar> {
    observed { attended(input, context ?? input, mask, keyMask) }
  }

  private func attended(
    _ input: Tensor<Scalar>, _ context: Tensor<Scalar>, _ mask: Tensor<Bool>?, _ keyMask: Tensor<Bool>?
  ) -> Tensor<Scalar> {
    for tensor in [input, context] where tensor.diagnosis == nil && tensor.rank != 3 {
      let expected = "[batch, length, features]"
      return Tensor(Node.poisoned(.rank(operation: "MultiHeadAttention", shape: tensor.shape, expected: expected), of: tensor.node))
    }
    if let keyMask, keyMask.diagnosis == nil, context.diagnosis == nil, keyMask.shape != TensorShape(context.shape.prefix(2)) {
      let problem = "a key mask of shape \(keyMask.shape) does not fit; it has to be [batch, contextLength]"
      return Tensor(Node.poisoned(.attribute(operation: "MultiHeadAttention", problem: problem, operand: context.shape), of: keyMask.node))
    }
    let projected = [query(input), key(context), value(context)]
    if context.node === input.node, mask == nil, keyMask == nil, let attended = selfAttended(projected) { return output(attended) }
    var queries = heads(of: projected[0], headCount)
    var keys = heads(of: projected[1], keyHeadCount)
    if let positions { (queries, keys) = (positions(queries), positions(keys)) }
    let keyMask = keyMask.map { $0.expandingShape(at: 1, 2) }
    let allowed = mask.map { mask in keyMask.map { mask .&& $0 } ?? mask } ?? keyMask
    let attended = attention(
      query: queries, key: keys, value: heads(of: projected[2], keyHeadCount), mask: allowed, isCausal: isCausal, scale: nil
    ) { dropout($0) }
    if attended.diagnosis != nil { return attended }
    return output(
      attended.transposed(permutation: 0, 2, 1, 3).reshaped(to: [input.shape[0], input.shape[1], attended.shape[1] * attended.shape[3]]))
  }

  /// Attention of places to each other, of heads as the projections leave them; `nil` where something is done to heads or weights.
  private func selfAttended(_ projected: [Tensor<Scalar>]) -> Tensor<Scalar>? {
    guard positions == nil, keyHeadCount == headCount, headCount > 0, !dropout.isActive, Context.local.precision == .float32,
      Scalar.dtype == .float32 || Scalar.dtype == .float64, projected.allSatisfy({ $0.diagnosis == nil })
    else { return nil }
    let shape = projected[0].shape, size = shape[2] / headCount
    guard size > 0, shape[2] % headCount == 0, projected.allSatisfy({ $0.shape == shape }) else { return nil }
    let heads = projected.map { $0.reshaped(to: [shape[0], shape[1], headCount, size]).node }
    let attended = Node.selfAttention(
      query: heads[0], key: heads[1], value: heads[2], isCausal: isCausal, scale: 1 / Double(size).squareRoot())
    return Tensor(attended).reshaped(to: shape)
  }

  /// `[batch, length, features]` as `[batch, heads, length, size]`.
  private func heads(of projected: Tensor<Scalar>, _ count: Int) -> Tensor<Scalar> {
    if projected.diagnosis != nil { return projected }
    let shape = projected.shape
    guard count > 0, shape[2] % count == 0 else {
      let problem = "\(shape[2]) features do not make \(count) heads of one size"
      return Tensor(Node.poisoned(.attribute(operation: "MultiHeadAttention", problem: problem, operand: shape), of: projected.node))
    }
    return projected.reshaped(to: [shape[0], shape[1], count, shape[2] / count]).transposed(permutation: 0, 2, 1, 3)
  }
}

extension MultiHeadAttention where Scalar == Float {
  public init(
    featureCount: Int, headCount: Int, headSize: Int? = nil, keyHeadCount: Int? = nil, contextFeatureCount: Int? = nil,
    isCausal: Bool = false, positions: RotaryPositionEmbedding<Float>? = nil, dropoutProbability: Double = 0, useBias: Bool = true
  ) {
    self.init(
      featureCount: featureCount, headCount: headCount, headSize: headSize, keyHeadCount: keyHeadCount,
      contextFeatureCount: contextFeatureCount, isCausal: isCausal, positions: positions, dropoutProbability: dropoutProbability,
      useBias: useBias, weightInitializer: glorotUniform())
  }
}
