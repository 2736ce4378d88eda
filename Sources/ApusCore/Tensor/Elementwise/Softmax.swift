/// Positive numbers that sum to 1 along the last axis: eˣ / Σ eˣ, without overflow.
///
///     print(softmax(Tensor<Float>([0, 0])))   // [0.5, 0.5]
@inline(never)
public func softmax<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { softmax(x, alongAxis: -1) }

/// Positive numbers that sum to 1 along `axis`.
@inline(never)
public func softmax<S: TensorFloatingPoint>(_ x: Tensor<S>, alongAxis axis: Int) -> Tensor<S> {
  Tensor(x.node.along(axis, for: "softmax") { x.node.softmax(alongAxis: $0) })
}

/// log softmax(x) along the last axis, without overflow.
@inline(never)
public func logSoftmax<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { logSoftmax(x, alongAxis: -1) }

/// log softmax(x) along `axis`.
@inline(never)
public func logSoftmax<S: TensorFloatingPoint>(_ x: Tensor<S>, alongAxis axis: Int) -> Tensor<S> {
  Tensor(x.node.along(axis, for: "logSoftmax") { x.node.logSoftmax(alongAxis: $0) })
}
