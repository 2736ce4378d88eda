/// The larger of two elements at the same place; NaN if either is NaN. The shapes are broadcast.
@inline(never)
public func max<S: TensorNumber>(_ a: Tensor<S>, _ b: Tensor<S>) -> Tensor<S> { Tensor(.maximum(a.node, b.node)) }

@inline(never)
public func max<S: TensorNumber>(_ a: Tensor<S>, _ b: S) -> Tensor<S> { Tensor(.maximum(a.node, a.constant(b))) }

@inline(never)
public func max<S: TensorNumber>(_ a: S, _ b: Tensor<S>) -> Tensor<S> { Tensor(.maximum(b.constant(a), b.node)) }

/// The smaller of two elements at the same place; NaN if either is NaN. The shapes are broadcast.
@inline(never)
public func min<S: TensorNumber>(_ a: Tensor<S>, _ b: Tensor<S>) -> Tensor<S> { Tensor(.minimum(a.node, b.node)) }

@inline(never)
public func min<S: TensorNumber>(_ a: Tensor<S>, _ b: S) -> Tensor<S> { Tensor(.minimum(a.node, a.constant(b))) }

@inline(never)
public func min<S: TensorNumber>(_ a: S, _ b: Tensor<S>) -> Tensor<S> { Tensor(.minimum(b.constant(a), b.node)) }

extension Tensor where Scalar: TensorNumber {
  /// Each element brought between two bounds. The gradient passes where an element lies within them, ends included.
  ///
  ///     print(Tensor<Float>([-2, 0.5, 3]).clipped(min: -1, max: 1))   // [-1.0,  0.5,  1.0]
  @inline(never)
  public func clipped(min: Scalar, max: Scalar) -> Tensor { Tensor(node.clamped(from: constant(min), to: constant(max))) }

  /// Each element brought between the bounds at its place, which are broadcast to the shape of this tensor.
  @inline(never)
  public func clipped(min: Tensor, max: Tensor) -> Tensor { Tensor(node.clamped(from: min.node, to: max.node)) }
}
