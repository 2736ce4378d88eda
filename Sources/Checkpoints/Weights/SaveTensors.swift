/// Saves tensors under names as safetensors. The file at `path` is at every moment the old one or the whole new one.
///
/// - Throws: the diagnosis of a mistake in a tensor, `SafetensorsError`, `AtomicFileError`.
package func saveTensors(_ named: [(name: String, tensor: AnyTensor)], metadata: [String: String] = [:], to path: String) throws {
  let engine = Context.local.engine
  try engine.materialize(named.map(\.tensor.node))
  let tensors = named.map { name, tensor in
    SafetensorsWriter.Tensor(name: name, dtype: SafetensorsDType(tensor.dtype), shape: tensor.shape.dimensions) { body in
      let array = try engine.read(tensor.node)
      try withExtendedLifetime(array) { try body(UnsafeRawBufferPointer(start: array.pointer, count: array.type.byteCount)) }
    }
  }
  try SafetensorsWriter.write(tensors, metadata: metadata, order: .asGiven, to: path)
}
