extension Tensor where Scalar: TensorNumber {
  /// Zeros.
  ///
  ///     print(Tensor<Float>(zeros: [2, 2]))
  ///     // [[0.0, 0.0],
  ///     //  [0.0, 0.0]]
  @inline(never)
  public init(zeros shape: TensorShape) { self.init(repeating: .zeroValue, shape: shape) }

  /// Ones.
  @inline(never)
  public init(ones shape: TensorShape) { self.init(repeating: .oneValue, shape: shape) }

  /// Zeros in the shape of another tensor.
  @inline(never)
  public init(zerosLike other: Tensor) { self.init(.zeroValue, like: other) }

  /// Ones in the shape of another tensor.
  @inline(never)
  public init(onesLike other: Tensor) { self.init(.oneValue, like: other) }

  private init(_ scalar: Scalar, like other: Tensor) {
    self = other.diagnosis == nil ? Tensor(repeating: scalar, shape: other.shape) : other
  }
}
