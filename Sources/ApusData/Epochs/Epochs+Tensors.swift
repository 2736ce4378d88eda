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
      let inputs = try RowSource(inputs), targets = try RowSource(targets)
      guard inputs.count == targets.count else {
        throw Mistake.argument(
          function: "Epochs", problem: "\(inputs.count) inputs and \(targets.count) targets", hint: "each input needs one target")
      }
      self.init(sampleCount: inputs.count, batchSize: batchSize, seed: seed) { rows in
        LabeledData(data: Tensor(.leaf(try inputs.gather(rows))), label: Tensor(.leaf(try targets.gather(rows))))
      }
    } catch {
      self.init(failingWith: error)
    }
  }
}

/// The rows of a tensor in host memory.
private struct RowSource: Sendable {
  private let array: HostArray
  private let rowByteCount: Int
  var count: Int { array.type.shape[0] }

  init<S>(_ tensor: Tensor<S>) throws {
    array = try Context.local.engine.read(tensor.node)
    guard array.type.rank > 0 else {
      throw Mistake.argument(function: "Epochs", problem: "a scalar has no rows", hint: "the first axis counts the samples")
    }
    rowByteCount = array.type.shape.dropFirst().reduce(array.type.dtype.byteWidth, *)
  }

  func gather(_ rows: [Int]) throws -> HostArray {
    let result = try HostArray(uninitialized: TensorType(array.type.dtype, TensorShape([rows.count] + array.type.shape.dropFirst())))
    for (position, row) in rows.enumerated() {
      (result.pointer + position * rowByteCount).copyMemory(from: array.pointer + row * rowByteCount, byteCount: rowByteCount)
    }
    return withExtendedLifetime(array) { result }
  }
}
