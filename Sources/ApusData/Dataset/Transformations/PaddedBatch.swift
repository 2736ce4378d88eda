extension Dataset {
  /// Consecutive tensors in batches of `size`, each filled up to the longest of its batch along every axis.
  ///
  ///     let words = Dataset([Tensor<Int32>([1, 2, 3]), Tensor<Int32>([4])])
  ///     print(try words.paddedBatched(2, with: 0).collected())   // [[[1, 2, 3], [4, 0, 0]]]
  ///
  /// For other elements: `inBatches(of:)` and a `map` that fills up what needs it with `paddedAndCollated(with:)`.
  public func paddedBatched<Scalar>(_ size: Int, with padding: Scalar, dropsRemainder: Bool = false) -> Dataset
  where Element == Tensor<Scalar> {
    inBatches(of: size, dropsRemainder: dropsRemainder).transformed("paddedBatched") { tensors, _, _ in
      tensors.paddedAndCollated(with: padding)
    }
  }
}
