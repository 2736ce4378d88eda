extension Dataset {
  /// The slices of a tensor along its first axis.
  ///
  ///     print(try Dataset(slicing: Tensor<Float>([[1, 2], [3, 4]])).collected())   // [[1.0, 2.0], [3.0, 4.0]]
  ///
  /// The tensor is read into host memory once; `batched` gathers its rows in one pass, whatever order they are in.
  public init<Scalar>(slicing tensor: Tensor<Scalar>) where Element == Tensor<Scalar> {
    do {
      let rows = try TensorRows(tensor, function: "Dataset(slicing:)")
      self.init(
        .indexed(
          Indexed(length: .finite(rows.count)) { indices, _ in
            Tensor(.leaf(try rows.gather(indices)))
          } element: { index, _ in
            Tensor(.leaf(try rows.row(index)))
          }), "\(rows.count) slices")
    } catch {
      self.init(failingWith: error)
    }
  }

  /// The slices of two tensors, those at the same place together.
  ///
  ///     let training = Dataset(inputs: images, targets: digits).shuffled(seed: 7).batched(128)
  ///
  /// Tensors that do not fit together, and poisoned ones, make a dataset that throws.
  public init<S, T>(inputs: Tensor<S>, targets: Tensor<T>) where Element == LabeledData<Tensor<S>, Tensor<T>> {
    if let problem = TensorRows.mismatch(inputs, targets, function: "Dataset(inputs:targets:)") {
      self.init(failingWith: problem)
      return
    }
    self = Dataset<Tensor<S>>(slicing: inputs).labeled(with: Dataset<Tensor<T>>(slicing: targets))
  }

  /// The slices of two tensors, those at the same place together.
  public init<S, T>(slicing first: Tensor<S>, _ second: Tensor<T>) where Element == (Tensor<S>, Tensor<T>) {
    if let problem = TensorRows.mismatch(first, second, function: "Dataset(slicing:)") {
      self.init(failingWith: problem)
      return
    }
    self = Dataset<Tensor<S>>(slicing: first).zipped(with: Dataset<Tensor<T>>(slicing: second))
  }
}
