// Angles are in radians.

@inline(never) public func sin<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.sin()) }
@inline(never) public func cos<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.cos()) }
@inline(never) public func tan<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.tan()) }
@inline(never) public func asin<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.asin()) }
@inline(never) public func acos<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.acos()) }
@inline(never) public func atan<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.atan()) }

/// The angle of the point (x, y), from −π to π.
@inline(never)
public func atan2<S: TensorFloatingPoint>(_ y: Tensor<S>, _ x: Tensor<S>) -> Tensor<S> { Tensor(.atan2(y: y.node, x: x.node)) }

@inline(never) public func sinh<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.sinh()) }
@inline(never) public func cosh<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.cosh()) }
@inline(never) public func tanh<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.tanh()) }
@inline(never) public func asinh<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.asinh()) }
@inline(never) public func acosh<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.acosh()) }
@inline(never) public func atanh<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.atanh()) }

/// The error function: 2/√π · ∫₀ˣ exp(−t²) dt.
@inline(never) public func erf<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.erf()) }
