/// The largest whole number that is not larger.
@inline(never) public func floor<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.floor()) }

/// The smallest whole number that is not smaller.
@inline(never) public func ceil<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.ceil()) }

/// The nearest whole number; of two equally near ones the even one, as in NumPy.
@inline(never) public func round<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.roundToEven()) }

/// The nearest whole number toward zero.
@inline(never)
public func trunc<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> {
  if x.diagnosis != nil { return x }
  return Tensor(.select(.compare(x.node, x.node.filled(0), .less), x.node.ceil(), x.node.floor()))
}

/// x − trunc(x), which has the sign of x.
@inline(never) public func frac<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { x - trunc(x) }

/// The distance from zero.
@inline(never) public func abs<S: TensorNumber>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.abs()) }

/// −1 for negative numbers, 1 for positive ones, 0 for 0.
@inline(never) public func sign<S: TensorNumber>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.sign()) }
