extension Tensor where Scalar: TensorNumber {
  /// The elements in order along an axis. Equal elements keep their order; a NaN counts as larger than every number.
  ///
  ///     print(Tensor<Int32>([3, 1, 2]).sorted())                    // [1, 2, 3]
  ///     print(Tensor<Int32>([3, 1, 2]).sorted(descending: true))    // [3, 2, 1]
  @inline(never)
  public func sorted(alongAxis axis: Int = -1, descending: Bool = false) -> Tensor {
    Tensor(node.along(axis, for: "sorted") { node.sorted(alongAxis: $0, descending: descending) })
  }

  /// The indices along an axis that put the elements in order: NumPy's `argsort`, stable.
  ///
  ///     print(Tensor<Float>([30, 10, 20]).argsort())   // [1, 2, 0]
  @inline(never)
  public func argsort(alongAxis axis: Int = -1, descending: Bool = false) -> Tensor<Int32> {
    Tensor<Int32>(node.along(axis, for: "argsort") { node.sortedIndices(alongAxis: $0, descending: descending) })
  }

  /// The `k` largest elements along an axis in descending order, and where they stand; of equal elements the first.
  ///
  ///     let (values, indices) = Tensor<Float>([1, 5, 3, 4]).topK(2)
  ///     print(values, indices)   // [5.0, 4.0] [1, 3]
  ///
  /// - Parameter k: from 0 to the extent of the axis.
  @inline(never)
  public func topK(_ k: Int, alongAxis axis: Int = -1) -> (values: Tensor, indices: Tensor<Int32>) {
    (
      Tensor(node.along(axis, for: "topK") { node.largest(k, alongAxis: $0) }),
      Tensor<Int32>(node.along(axis, for: "topK") { node.indicesOfLargest(k, alongAxis: $0) })
    )
  }
}

extension Tensor {
  /// The elements at indices along an axis, row by row: NumPy's `take_along_axis`.
  ///
  ///     let x = Tensor<Float>([[10, 20, 30], [40, 50, 60]])
  ///     print(x.taking(atIndices: Tensor<Int32>([[2, 0], [1, 1]]), alongAxis: 1))
  ///     // [[30.0, 10.0],
  ///     //  [50.0, 50.0]]
  ///
  /// - Parameter indices: of the tensor's shape but for the extent of the axis. One outside takes the nearest element there is.
  @inline(never)
  public func taking(atIndices indices: Tensor<Int32>, alongAxis axis: Int) -> Tensor {
    Tensor(node.along(axis, for: "taking") { node.taking(indices.node, alongAxis: $0) })
  }
}
