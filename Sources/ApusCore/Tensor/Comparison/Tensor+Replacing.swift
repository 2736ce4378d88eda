extension Tensor {
  /// The elements of `other` where `mask` is true, this tensor's elsewhere.
  ///
  ///     let x = Tensor<Float>([1, -2, 3])
  ///     print(x.replacing(with: Tensor(zerosLike: x), where: x .< 0))   // [1.0, 0.0, 3.0]
  ///
  /// `other` and `mask` are broadcast to this tensor's shape. The gradient goes to the tensor whose element was taken.
  @inline(never)
  public func replacing(with other: Tensor, where mask: Tensor<Bool>) -> Tensor {
    if diagnosis != nil { return self }
    return Tensor(.select(mask.node.broadcast(to: shape), other.node.broadcast(to: shape), node))
  }
}

extension Tensor where Scalar: TensorNumber {
  /// One number where `mask` is true, this tensor's elements elsewhere.
  @inline(never)
  public func replacing(with scalar: Scalar, where mask: Tensor<Bool>) -> Tensor {
    if diagnosis != nil { return self }
    return Tensor(.select(mask.node.broadcast(to: shape), constant(scalar), node))
  }
}
