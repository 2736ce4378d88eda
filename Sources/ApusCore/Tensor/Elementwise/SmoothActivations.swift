/// 1 / (1 + e⁻ˣ)
@inline(never)
public func sigmoid<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.sigmoid()) }

/// log sigmoid(x), without overflow.
@inline(never)
public func logSigmoid<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(-(-x.node).softplus()) }

/// log(1 + eˣ), without overflow.
@inline(never)
public func softplus<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.softplus()) }

/// x / (1 + |x|)
@inline(never)
public func softsign<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node / (x.node.abs() + 1)) }

/// x · sigmoid(x), also known as SiLU (P. Ramachandran and others, arXiv 1710.05941).
@inline(never)
public func swish<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node * x.node.sigmoid()) }

/// x · tanh(log(1 + eˣ)) (D. Misra, arXiv 1908.08681).
@inline(never)
public func mish<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node * x.node.softplus().tanh()) }

/// A sigmoid of straight lines: relu6(x + 3) / 6.
@inline(never)
public func hardSigmoid<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor((x.node + 3).relu6() / 6) }

/// x · hardSigmoid(x) (A. Howard and others, arXiv 1905.02244).
@inline(never)
public func hardSwish<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node * ((x.node + 3).relu6() / 6)) }

/// x · Φ(x) with the distribution function Φ of a normal variable, in its tanh approximation (D. Hendrycks and K. Gimpel,
/// arXiv 1606.08415).
@inline(never)
public func gelu<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.gelu(.tanh)) }

/// x · Φ(x), exactly or with the tanh approximation of Φ.
@inline(never)
public func gelu<S: TensorFloatingPoint>(_ x: Tensor<S>, approximate: Bool) -> Tensor<S> { Tensor(x.node.gelu(approximate ? .tanh : .erf)) }

/// The tensor itself: the activation of layers that have none.
public func identity<S: TensorScalar>(_ x: Tensor<S>) -> Tensor<S> { x }

extension Node {
  /// Neither exponential nor logarithm sees a large number. The derivatives of both parts meet at 0 in ½.
  func softplus() -> Node { diagnosis != nil ? self : .maximum(self, filled(0)) + (-abs()).exp().log1p() }
}
