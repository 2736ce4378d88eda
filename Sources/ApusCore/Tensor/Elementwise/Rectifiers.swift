// Activations with a bend at zero. Their derivative at the bend is that of the left side, as in TensorFlow.

extension Node {
  /// Whether each element is not positive; false for NaN, so that a NaN goes on as a NaN.
  var isNotPositive: Node { .compare(self, filled(0), .lessOrEqual) }

  /// `body` of the element where it is not positive, the element itself elsewhere.
  ///
  /// `body` sees zeros in place of positive elements: an overflow there would make the gradient of the other side NaN.
  func bentBelowZero(_ body: (Node) -> Node) -> Node {
    if diagnosis != nil { return self }
    return .select(isNotPositive, body(.select(isNotPositive, self, filled(0))), self)
  }
}

/// max(x, 0). Derivative: 1 for positive x, else 0.
@inline(never)
public func relu<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.relu()) }

/// min(max(x, 0), 6)
@inline(never)
public func relu6<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.relu6()) }

extension Node {
  func relu6() -> Node {
    if diagnosis != nil { return self }
    return .select(.compare(self, filled(6), .greaterOrEqual), filled(6), relu())
  }
}

/// x for positive x, 0.2 · x else.
@inline(never)
public func leakyRelu<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { leakyRelu(x, alpha: 0.2) }

/// x for positive x, `alpha` · x else.
@inline(never)
public func leakyRelu<S: TensorFloatingPoint>(_ x: Tensor<S>, alpha: S) -> Tensor<S> {
  Tensor(x.node.bentBelowZero { $0 * alpha.asDouble })
}

/// x for positive x, eˣ − 1 else (D.-A. Clevert and others, arXiv 1511.07289).
@inline(never)
public func elu<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { elu(x, alpha: 1) }

/// x for positive x, `alpha` · (eˣ − 1) else.
@inline(never)
public func elu<S: TensorFloatingPoint>(_ x: Tensor<S>, alpha: S) -> Tensor<S> {
  Tensor(x.node.bentBelowZero { $0.expm1() * alpha.asDouble })
}

/// The scaled exponential linear unit, which keeps mean 0 and variance 1 from layer to layer (G. Klambauer and others, arXiv 1706.02515).
@inline(never)
public func selu<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> {
  let scale = 1.0507009873554805, alpha = 1.6732632423543772
  return Tensor(x.node.bentBelowZero { $0.expm1() * alpha } * scale)
}
