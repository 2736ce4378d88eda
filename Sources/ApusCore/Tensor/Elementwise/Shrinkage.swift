// Activations that cut off or shrink, as PyTorch has them. At a bend the derivative is 0.

/// x between `min` and `max`, else the nearer of the two.
@inline(never)
public func hardTanh<S: TensorFloatingPoint>(_ x: Tensor<S>, min: S = -1, max: S = 1) -> Tensor<S> {
  let (low, high) = (min.asDouble, max.asDouble)
  let above = x.node.keeping({ .compare($0, $0.filled(low), .greater) }, else: low)
  return Tensor(above.keeping({ .compare($0, $0.filled(high), .less) }, else: high))
}

/// x where it is farther from 0 than `lambda`, else 0.
@inline(never)
public func hardShrink<S: TensorFloatingPoint>(_ x: Tensor<S>, lambda: S = 0.5) -> Tensor<S> {
  Tensor(x.node.keeping({ .compare($0.abs(), $0.filled(lambda.asDouble), .greater) }, else: 0))
}

/// x moved toward 0 by `lambda`, and 0 where it would pass it.
@inline(never)
public func softShrink<S: TensorFloatingPoint>(_ x: Tensor<S>, lambda: S = 0.5) -> Tensor<S> {
  let far = hardShrink(x, lambda: lambda).node
  return Tensor(far - far.sign() * lambda.asDouble)
}

/// x − tanh(x)
@inline(never)
public func tanhShrink<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node - x.node.tanh()) }

/// x where it is greater than `threshold`, else `value`.
@inline(never)
public func threshold<S: TensorFloatingPoint>(_ x: Tensor<S>, _ threshold: S, value: S) -> Tensor<S> {
  Tensor(x.node.keeping({ .compare($0, $0.filled(threshold.asDouble), .greater) }, else: value.asDouble))
}

/// x for positive x, `alpha` · (exp(x / `alpha`) − 1) else: an `elu` whose derivative has no jump (J. Barron, arXiv 1704.07483).
@inline(never)
public func celu<S: TensorFloatingPoint>(_ x: Tensor<S>, alpha: S = 1) -> Tensor<S> {
  Tensor(x.node.bentBelowZero { ($0 / alpha.asDouble).expm1() * alpha.asDouble })
}

/// The first half along an axis times the sigmoid of the second half (Y. Dauphin and others, arXiv 1612.08083).
///
/// An axis of odd extent makes a mistake.
@inline(never)
public func glu<S: TensorFloatingPoint>(_ x: Tensor<S>, alongAxis axis: Int = -1) -> Tensor<S> {
  let halves = x.split(count: 2, alongAxis: axis)
  return halves[0] * sigmoid(halves[halves.count - 1])
}

extension Node {
  /// The elements that `isKept` names, and those that are NaN; `other` elsewhere.
  fileprivate func keeping(_ isKept: (Node) -> Node, else other: Double) -> Node {
    if diagnosis != nil { return self }
    return .select(.or(isKept(self), .compare(self, self, .notEqual)), self, filled(other))
  }
}
