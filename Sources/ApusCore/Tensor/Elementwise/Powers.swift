extension Tensor where Scalar: TensorNumber {
  /// Each element times itself.
  @inline(never)
  public func squared() -> Tensor { Tensor(node.squared()) }
}

/// The square root; NaN for negative numbers.
@inline(never) public func sqrt<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.sqrt()) }

/// 1 / √x
@inline(never) public func rsqrt<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.rsqrt()) }

/// The cube root, of negative numbers too.
@inline(never) public func cbrt<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.cbrt()) }

/// Each element of `base` to the power of the element of `exponent` at its place; the shapes are broadcast.
///
/// A negative base has powers at whole exponents only, elsewhere NaN.
@inline(never)
public func pow<S: TensorFloatingPoint>(_ base: Tensor<S>, _ exponent: Tensor<S>) -> Tensor<S> { Tensor(.power(base.node, exponent.node)) }

/// Each element to one power. Small whole powers and roots are products and roots, not logarithms.
@inline(never)
public func pow<S: TensorFloatingPoint>(_ base: Tensor<S>, _ exponent: S) -> Tensor<S> {
  let x = base.node
  return switch exponent.asDouble {
  case 1: base
  case 2: Tensor(x * x)
  case 3: Tensor(x * x * x)
  case 0.5: Tensor(x.sqrt())
  case -0.5: Tensor(x.rsqrt())
  case -1: Tensor(1 / x)
  default: Tensor(.power(x, x.scalar(exponent.asDouble)))
  }
}

/// A number to the power of each element.
@inline(never)
public func pow<S: TensorFloatingPoint>(_ base: S, _ exponent: Tensor<S>) -> Tensor<S> {
  Tensor(.power(exponent.node.scalar(base.asDouble), exponent.node))
}

/// Each element to one whole power, of negative numbers too.
@inline(never)
public func pow<S: TensorFloatingPoint>(_ base: Tensor<S>, _ exponent: Int) -> Tensor<S> { pow(base, S(converting: Int64(exponent))) }

/// The `n`-th root; of a negative number NaN for an even `n`, the negative root for an odd one.
///
///     print(root(Tensor<Float>([16, 81]), 4))   // [2.0, 3.0]
///
/// There is no root number 0.
@inline(never)
public func root<S: TensorFloatingPoint>(_ x: Tensor<S>, _ n: Int) -> Tensor<S> {
  guard n != 0 else {
    return Tensor(
      Node.poisoned(.argument(function: "root", problem: "there is no root number 0", hint: "2 is the square root"), of: x.node))
  }
  let exponent = x.node.scalar(1 / Double(n))
  return Tensor(n % 2 == 0 ? .power(x.node, exponent) : x.node.sign() * .power(x.node.abs(), exponent))
}

/// 1 / x
@inline(never) public func reciprocal<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(1 / x.node) }

/// √(a² + b²), without overflow on the way; the shapes are broadcast.
@inline(never)
public func hypot<S: TensorFloatingPoint>(_ a: Tensor<S>, _ b: Tensor<S>) -> Tensor<S> {
  Tensor(
    .matching(a.node.abs(), b.node.abs(), for: "hypot") { a, b in
      let larger = Node.maximum(a, b), isZero = Node.compare(larger, larger.filled(0), .equal)
      let ratio = Node.minimum(a, b) / .select(isZero, larger.filled(1), larger)
      return larger * (ratio * ratio + 1).sqrt()
    })
}

/// a + weight · (b − a); the shapes are broadcast.
@inline(never)
public func lerp<S: TensorFloatingPoint>(_ a: Tensor<S>, _ b: Tensor<S>, weight: Tensor<S>) -> Tensor<S> { a + weight * (b - a) }

/// (a − b)²; the shapes are broadcast.
@inline(never)
public func squaredDifference<S: TensorNumber>(_ a: Tensor<S>, _ b: Tensor<S>) -> Tensor<S> { (a - b).squared() }
