extension Tensor where Scalar: TensorNumber {
  /// The indices of the elements that are not 0, in row-major order: `[count, rank]`.
  ///
  ///     print(Tensor<Float>([[1, 0], [0, 2]]).nonZeroIndices())
  ///     // [[0, 0],
  ///     //  [1, 1]]
  ///
  /// Reads the tensor, because its elements decide the shape of the result: inside `compiled` it is a mistake. NaN is not 0. There is no
  /// gradient.
  @inline(never)
  public func nonZeroIndices() -> Tensor<Int64> {
    do {
      let strides = shape.rowMajorStrides
      let places = try readScalars().enumerated().filter { $1 != .zeroValue }.map(\.offset)
      let indices = places.flatMap { place in shape.indices.map { Int64(place / strides[$0] % shape[$0]) } }
      return Tensor<Int64>(shape: [places.count, rank], scalars: indices)
    } catch {
      return Tensor<Int64>(Node.failed(error))
    }
  }
}
