extension Tensor where Scalar: TensorNumber {
  /// Each element times itself.
  @inline(never)
  public func squared() -> Tensor { Tensor(node * node) }
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

/// (a − b)²; the shapes are broadcast.
@inline(never)
public func squaredDifference<S: TensorNumber>(_ a: Tensor<S>, _ b: Tensor<S>) -> Tensor<S> { (a - b).squared() }
