extension Collection {
  /// Tensors of one rank as a batch, each filled up behind its elements to the largest extent along every axis.
  ///
  ///     [Tensor<Int32>([1, 2, 3]), Tensor<Int32>([4])].paddedAndCollated(with: 0)   // [[1, 2, 3], [4, 0, 0]]
  ///
  /// - Parameter length: the extent of the first axis instead; longer tensors make a poisoned one.
  public func paddedAndCollated<Scalar>(with padding: Scalar, length: Int? = nil) -> Element where Element == Tensor<Scalar> {
    let shapes = map(\.shape)
    guard let rank = shapes.first?.count, shapes.allSatisfy({ $0.count == rank }) else {
      return Tensor(
        Node.poisoned(
          .argument(
            function: "paddedAndCollated(with:)", problem: "tensors of shapes \(shapes.map(\.description).joined(separator: ", "))",
            hint: "take one or more tensors of one rank")))
    }
    var extents = (0..<rank).map { axis in shapes.map { $0[axis] }.max() ?? 0 }
    if let length, rank > 0 {
      guard extents[0] <= length else {
        return Tensor(
          Node.poisoned(
            .argument(
              function: "paddedAndCollated(with:length:)", problem: "a tensor of length \(extents[0]) does not fit \(length)", hint: "")))
      }
      extents[0] = length
    }
    do {
      return try Tensor(stackingRowsOf: Array(self), in: TensorShape(extents), around: padding)
    } catch {
      return Tensor(Node.failed(error))
    }
  }
}
