extension Tensor {
  /// The elements of another scalar type as this one: toward zero and saturating for integers, rounded to nearest for floating
  /// point, `x != 0` for `Bool`.
  ///
  ///     print(Tensor<Int32>(Tensor<Float>([1.7, -1.7])))   // [ 1, -1]
  ///
  /// A gradient passes between floating-point types.
  @inline(never)
  public init<Other: TensorScalar>(_ other: Tensor<Other>) { self.init(other.node.converted(to: Scalar.dtype)) }
}
