extension Epochs {
  /// Epochs over the rows of two tensors: row *i* of `inputs` belongs to row *i* of `targets`.
  ///
  ///     let epochs = Epochs(inputs: x, targets: y, batchSize: 32)   // x [1000, 4], y [1000]
  ///
  /// Both are read into host memory once; a batch is a copy of its rows. Tensors that do not fit together, and poisoned ones, make
  /// epochs that throw.
  ///
  /// - Parameter seed: decides the order of the rows in every epoch; `nil` keeps them in theirs.
  public init<S: TensorScalar, T: TensorScalar>(inputs: Tensor<S>, targets: Tensor<T>, batchSize: Int, seed: UInt64? = 0)
  where Input == Tensor<S>, Target == Tensor<T> {
    do {
      if let mismatch = TensorRows.mismatch(inputs, targets, function: "Epochs") { throw mismatch }
      let inputs = try TensorRows(inputs, function: "Epochs"), targets = try TensorRows(targets, function: "Epochs")
      self.init(sampleCount: inputs.count, batchSize: batchSize, seed: seed) { rows in
        LabeledData(data: Tensor(.leaf(try inputs.gather(rows))), label: Tensor(.leaf(try targets.gather(rows))))
      }
    } catch {
      self.init(failingWith: error)
    }
  }
}
