/// eˣ
@inline(never) public func exp<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.exp()) }

/// 2ˣ
@inline(never) public func exp2<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(.power(x.node.scalar(2), x.node)) }

/// 10ˣ
@inline(never) public func exp10<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(.power(x.node.scalar(10), x.node)) }

/// eˣ − 1, exact for small x too.
@inline(never) public func expm1<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.expm1()) }

/// The natural logarithm; −∞ at 0, NaN below.
@inline(never) public func log<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.log()) }

/// The logarithm to base 2.
@inline(never) public func log2<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.log() * 1.4426950408889634) }

/// The logarithm to base 10.
@inline(never) public func log10<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.log() * 0.4342944819032518) }

/// log(1 + x), exact for small x too.
@inline(never) public func log1p<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.log1p()) }

/// log(1 − eˣ) for negative x, without loss of digits at either end.
@inline(never)
public func log1mexp<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> {
  let x = x.node
  if x.diagnosis != nil { return Tensor(x) }
  // Above −log 2 the difference 1 − eˣ cancels, below it the logarithm does (M. Mächler, "Accurately computing log(1 − exp(−|a|))").
  let isSmall = Node.compare(x, x.filled(-0.6931471805599453), .greater)
  return Tensor(.select(isSmall, (-x.expm1()).log(), (-x.exp()).log1p()))
}
