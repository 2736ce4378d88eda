extension Tensor {
  /// Tensors of one shape along a new axis.
  ///
  ///     let a = Tensor<Float>([1, 2]), b = Tensor<Float>([3, 4])
  ///     print(Tensor(stacking: [a, b]).shape)                  // [2, 2]: the rows are a and b
  ///     print(Tensor(stacking: [a, b], alongAxis: -1).shape)   // [2, 2]: the columns are a and b
  ///
  /// - Parameters:
  ///   - tensors: at least one, all of the same shape.
  ///   - axis: where the new axis stands in the result; a negative one counts from the result's end.
  @inline(never)
  public init(stacking tensors: [Tensor], alongAxis axis: Int = 0) {
    let rank = (tensors.first?.rank ?? 0) + 1
    self.init(Node.stacked(tensors.map(\.node), alongAxis: axis < 0 ? axis + rank : axis))
  }

  /// Tensors one after the other along an axis that they have; their other extents are equal.
  ///
  ///     let a = Tensor<Float>([1, 2]), b = Tensor<Float>([3])
  ///     print(Tensor(concatenating: [a, b]))   // [1.0, 2.0, 3.0]
  @inline(never)
  public init(concatenating tensors: [Tensor], alongAxis axis: Int = 0) {
    let rank = tensors.first?.rank ?? 0
    self.init(Node.concatenated(tensors.map(\.node), alongAxis: axis < 0 ? axis + rank : axis))
  }
}
