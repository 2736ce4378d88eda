/// 1 − erf(x), exact for large x too.
@inline(never) public func erfc<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.erfc()) }

/// The number whose error function each element is; ±∞ at ±1, NaN beyond.
@inline(never) public func erfInv<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.erfInv()) }

/// log |Γ(x)|
@inline(never) public func logGamma<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.logGamma()) }

/// The derivative of log Γ(x), for positive x.
@inline(never) public func digamma<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.polygamma(0)) }

/// The derivative number `order`, 0 to 20, of the digamma function, for positive x.
@inline(never)
public func polygamma<S: TensorFloatingPoint>(_ order: Int, _ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.polygamma(order)) }

/// The probability Φ(x) that a standard normal number lies below x, without loss of digits far below 0.
@inline(never)
public func normalDistribution<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> {
  Tensor((x.node * -0.5.squareRoot()).erfc() * 0.5)
}

/// sin(πx) / (πx), and 1 at 0.
@inline(never)
public func sinc<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> {
  let x = x.node * Double.pi
  if x.diagnosis != nil { return Tensor(x) }
  let isZero = Node.compare(x, x.filled(0), .equal), safe = Node.select(isZero, x.filled(1), x)
  return Tensor(.select(isZero, x.filled(1), safe.sin() / safe))
}

/// log(x / (1 − x)), which undoes `sigmoid`; −∞ at 0, ∞ at 1.
@inline(never)
public func logit<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.log() - (-x.node).log1p()) }

/// log(eᵃ + eᵇ) without overflow; the shapes are broadcast.
@inline(never)
public func logAddExp<S: TensorFloatingPoint>(_ a: Tensor<S>, _ b: Tensor<S>) -> Tensor<S> {
  Tensor(.matching(a.node, b.node, for: "logAddExp") { a, b in .maximum(a, b) + (-(a - b).abs()).exp().log1p() })
}

/// x · log(y), and 0 where x is 0, whatever y is; the shapes are broadcast.
@inline(never)
public func xlogy<S: TensorFloatingPoint>(_ x: Tensor<S>, _ y: Tensor<S>) -> Tensor<S> {
  Tensor(.matching(x.node, y.node, for: "xlogy") { x, y in x.timesUnlessZero(y) { $0.log() } })
}

/// x · log(1 + y), and 0 where x is 0, whatever y is; the shapes are broadcast.
@inline(never)
public func xlog1py<S: TensorFloatingPoint>(_ x: Tensor<S>, _ y: Tensor<S>) -> Tensor<S> {
  Tensor(.matching(x.node, y.node, for: "xlog1py") { x, y in x.timesUnlessZero(y) { $0.log1p() } })
}

extension Node {
  /// This times `function` of `other`, which sees ones where this is 0.
  fileprivate func timesUnlessZero(_ other: Node, _ function: (Node) -> Node) -> Node {
    let isZero = Node.compare(self, filled(0), .equal)
    return .select(isZero, filled(0), self * function(.select(isZero, filled(1), other)))
  }
}
