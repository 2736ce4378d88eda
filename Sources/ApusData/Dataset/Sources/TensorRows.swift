/// The slices of a tensor along its first axis, in host memory.
package struct TensorRows: Sendable {
  private let array: HostArray
  private let rowByteCount: Int
  package var count: Int { array.type.shape[0] }

  init<Scalar>(_ tensor: Tensor<Scalar>, function: String) throws { try self.init(tensor.node, function: function) }

  /// - Parameter function: whose mistake it is if there are no rows.
  package init(_ node: Node, function: String) throws {
    array = try Context.local.engine.read(node)
    guard array.type.rank > 0 else {
      throw Mistake.argument(function: function, problem: "a scalar has no rows", hint: "the first axis counts the samples")
    }
    rowByteCount = array.type.shape.dropFirst().reduce(array.type.dtype.byteWidth, *)
  }

  /// What keeps two tensors from having one row of each for every sample.
  static func mismatch<S, T>(_ inputs: Tensor<S>, _ targets: Tensor<T>, function: String) -> (any Error)? {
    if let diagnosis = inputs.diagnosis ?? targets.diagnosis { return diagnosis }
    guard let inputCount = inputs.shape.first, let targetCount = targets.shape.first, inputCount != targetCount else { return nil }
    return Mistake.argument(
      function: function, problem: "\(inputCount) inputs and \(targetCount) targets", hint: "each input needs one target")
  }

  /// Rows as a batch.
  package func gather(_ rows: [Int]) throws -> HostArray { try copy(rows, to: TensorShape([rows.count] + array.type.shape.dropFirst())) }

  /// A row without the first axis.
  func row(_ row: Int) throws -> HostArray { try copy([row], to: TensorShape(array.type.shape.dropFirst())) }

  private func copy(_ rows: [Int], to shape: TensorShape) throws -> HostArray {
    let result = try HostArray(uninitialized: TensorType(array.type.dtype, shape))
    for (position, row) in rows.enumerated() {
      (result.pointer + position * rowByteCount).copyMemory(from: array.pointer + row * rowByteCount, byteCount: rowByteCount)
    }
    return withExtendedLifetime(array) { result }
  }
}
