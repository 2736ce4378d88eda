extension Tensor {
  /// Tensors of one rank one behind the other along an axis of their own, each in the corner of a box of `extents` that is filled with
  /// `padding`. Reads them.
  init(stackingRowsOf tensors: [Tensor], in extents: TensorShape, around padding: Scalar) throws {
    let arrays = try Context.local.engine.read(together: tensors.map(\.node))
    let result = try HostArray.repeating(padding, shape: TensorShape([tensors.count] + extents))
    let boxByteCount = extents.reduce(Scalar.dtype.byteWidth, *)
    for (index, array) in arrays.enumerated() {
      Self.copy(array.pointer, array.type.shape[...], to: result.pointer + index * boxByteCount, extents[...])
    }
    self.init(Node.leaf(withExtendedLifetime(arrays) { result }))
  }

  private static func copy(
    _ source: UnsafeMutableRawPointer, _ shape: TensorShape.SubSequence, to target: UnsafeMutableRawPointer, _ box: TensorShape.SubSequence
  ) {
    let width = Scalar.dtype.byteWidth
    // Rows that fill their box lie one behind the other in both.
    guard shape.dropFirst().elementsEqual(box.dropFirst()) else {
      let (step, boxStep) = (shape.dropFirst().reduce(width, *), box.dropFirst().reduce(width, *))
      for row in 0..<(shape.first ?? 0) { copy(source + row * step, shape.dropFirst(), to: target + row * boxStep, box.dropFirst()) }
      return
    }
    target.copyMemory(from: source, byteCount: shape.reduce(width, *))
  }
}
