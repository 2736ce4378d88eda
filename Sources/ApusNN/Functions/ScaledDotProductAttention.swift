/// For each query a mean of the values, weighted by how well their keys fit: softmax(query • keyᵀ · scale) • value.
///
///     let attended = scaledDotProductAttention(query: q, key: k, value: v, isCausal: true)   // [batch, heads, queries, valueSize]
///
/// A query that may look at nothing gets zeros. Vaswani et al., "Attention is all you need", 2017, equation 1.
///
/// - Parameters:
///   - query: `[batch, heads, queries, size]`
///   - key: `[batch, keyHeads, keys, size]`. Where `keyHeads` is a divisor of `heads`, neighbouring heads share keys and values: grouped
///     queries, Ainslie et al., "GQA", 2023.
///   - value: `[batch, keyHeads, keys, valueSize]`
///   - mask: where it is false, the query does not look at the key; broadcast to `[batch, heads, queries, keys]`.
///   - isCausal: whether a query looks only at keys that are not after it. The last query is at the place of the last key, so that
///     queries may continue what the keys began.
///   - scale: 1/√size unless given.
@inline(never)
public func scaledDotProductAttention<Scalar: TensorFloatingPoint>(
  query: Tensor<Scalar>, key: Tensor<Scalar>, value: Tensor<Scalar>, mask: Tensor<Bool>? = nil, isCausal: Bool = false,
  scale: Double? = nil
) -> Tensor<Scalar> {
  attention(query: query, key: key, value: value, mask: mask, isCausal: isCausal, scale: scale) { $0 }
}

/// - Parameter change: what happens to the weights before they meet the values: dropout.
func attention<Scalar: TensorFloatingPoint>(
  query: Tensor<Scalar>, key: Tensor<Scalar>, value: Tensor<Scalar>, mask: Tensor<Bool>?, isCausal: Bool, scale: Double?,
  _ change: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  if let failure = attentionMistake(query, key, value, mask) { return failure }
  let (batch, heads, queries, size) = (query.shape[0], query.shape[1], query.shape[2], query.shape[3])
  let (keyHeads, keys) = (key.shape[1], key.shape[2])
  // One batch axis and the shared queries in the rows: plain batched products, which is what XLA:CPU is quick at.
  let rows: TensorShape = [batch * keyHeads, heads / keyHeads * queries, size]
  let flatKey = key.reshaped(to: [batch * keyHeads, keys, size])
  let flatValue = value.reshaped(to: [batch * keyHeads, keys, value.shape[3]])
  let scaled = query.reshaped(to: rows) * Scalar(converting: scale ?? 1 / Double(size).squareRoot())
  var scores = matmul(scaled, flatKey, transposed: true).reshaped(to: [batch, heads, queries, keys])

  let causal = isCausal ? causalMask(queries: queries, keys: keys) : nil
  let allowed = mask.map { mask in causal.map { mask .&& $0 } ?? mask } ?? causal
  let isHidden = allowed.map { (.!$0).broadcasted(to: scores.shape) }
  // Large, finite, and a number in every type: a row of −∞ alone would be NaN.
  let hidden = Scalar(converting: Scalar.dtype == .float16 ? -6e4 : -1e30)
  if let isHidden { scores = scores.replacing(with: hidden, where: isHidden) }
  var weights = softmax(scores)
  // Behind a causal mask alone every query sees a key, unless there are more queries.
  if let isHidden, mask != nil || queries > keys { weights = weights.replacing(with: .zeroValue, where: isHidden) }
  let flatWeights = change(weights).reshaped(to: [batch * keyHeads, heads / keyHeads * queries, keys])
  return matmul(flatWeights, flatValue).reshaped(to: [batch, heads, queries, value.shape[3]])
}

/// `[queries, keys]`: whether the key is not after the query.
private func causalMask(queries: Int, keys: Int) -> Tensor<Bool> {
  let type = TensorType(.int32, [queries, keys])
  let row = Node.iota(type, along: 0) + Double(keys - queries)
  return Tensor(.compare(.iota(type, along: 1), row, .lessOrEqual))
}

private func attentionMistake<Scalar: TensorFloatingPoint>(
  _ query: Tensor<Scalar>, _ key: Tensor<Scalar>, _ value: Tensor<Scalar>, _ mask: Tensor<Bool>?
) -> Tensor<Scalar>? {
  let name = "scaledDotProductAttention"
  for tensor in [query, key, value] {
    if tensor.diagnosis != nil { return tensor }
    if tensor.rank != 4 {
      return Tensor(Node.poisoned(.rank(operation: name, shape: tensor.shape, expected: "[batch, heads, length, size]"), of: tensor.node))
    }
  }
  if let mask, mask.diagnosis != nil { return query.replacing(with: query, where: mask) }
  var problem: String?
  if key.shape[0] != query.shape[0] || value.shape[0] != query.shape[0] {
    problem = "keys of shape \(key.shape) and values of shape \(value.shape) are not of the queries' \(query.shape[0]) examples"
  } else if key.shape[3] != query.shape[3] {
    problem = "keys of \(key.shape[3]) elements cannot be compared with queries of \(query.shape[3])"
  } else if key.shape[1] != value.shape[1] || key.shape[2] != value.shape[2] {
    problem = "keys of shape \(key.shape) do not belong to values of shape \(value.shape)"
  } else if key.shape[1] == 0 || query.shape[1] % key.shape[1] != 0 {
    problem = "\(query.shape[1]) heads cannot share the keys of \(key.shape[1])"
  } else if let mask, case let scores:TensorShape = [query.shape[0], query.shape[1], query.shape[2], key.shape[2]],
    TensorShape.broadcasting(mask.shape, scores) != scores
  {
    problem = "a mask of shape \(mask.shape) does not fit [batch, heads, queries, keys]"
  }
  return problem.map { Tensor(Node.poisoned(.attribute(operation: name, problem: $0, operand: query.shape), of: query.node, key.node)) }
}
