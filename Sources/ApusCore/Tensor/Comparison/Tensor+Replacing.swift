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

extension Tensor where Scalar: TensorFloatingPoint {
  /// Numbers in place of NaN and the infinities: the greatest and the least finite ones if none are given.
  ///
  ///     print(Tensor<Float>([.nan, 1, .infinity]).replacingNonFinite(positiveInfinity: 9))   // [0.0, 1.0, 9.0]
  ///
  /// Known as `nan_to_num` in NumPy and PyTorch. No gradient passes where an element was replaced.
  @inline(never)
  public func replacingNonFinite(nan: Scalar = 0, positiveInfinity: Scalar? = nil, negativeInfinity: Scalar? = nil) -> Tensor {
    return replacing(with: nan, where: isNaN).replacing(
      with: positiveInfinity ?? .greatestFinite, where: self .== Scalar(converting: .infinity)
    )
    .replacing(with: negativeInfinity ?? .negating(.greatestFinite), where: self .== Scalar(converting: -.infinity))
  }
}

extension TensorFloatingPoint {
  /// The largest number below infinity.
  fileprivate static var greatestFinite: Self {
    switch dtype {
    case .float16: Self(computed: 65_504)
    case .bfloat16: Self(computed: 0x1.FEp127)
    default: Self(computed: Compute.greatestFiniteMagnitude)
    }
  }
}
