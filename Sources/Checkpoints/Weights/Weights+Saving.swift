@_exported import Apus

/// Saves every tensor of a module as safetensors, each under its path, such as `conv1.filter`.
///
///     try saveWeights(of: model, to: "run/weights.safetensors")
///
/// Parameters are saved, and so are constants and variables. The file at `path` is at every moment the old one or the whole new one.
///
/// - Parameters:
///   - metadata: texts to be kept in the file.
/// - Throws: the diagnosis of a mistake in a tensor, or of tensors that no training could change (see `Module`), `SafetensorsError`, `AtomicFileError`.
public func saveWeights<M: Module>(of module: M, to path: String, metadata: [String: String] = [:]) throws {
  if let diagnosis = module.unreachableParameters.flatMap({ Node.poisoned($0).diagnosis }) { throw diagnosis }
  var found: [(name: String, node: Node)] = []
  module.visit { path, parameter in found.append((path.name, parameter.node)) }
  let engine = Context.local.engine
  try engine.materialize(found.map(\.node))
  let tensors = found.map { name, node in
    SafetensorsWriter.Tensor(name: name, dtype: SafetensorsDType(node.dtype), shape: node.shape.dimensions) { body in
      let array = try engine.read(node)
      try withExtendedLifetime(array) { try body(UnsafeRawBufferPointer(start: array.pointer, count: array.type.byteCount)) }
    }
  }
  try SafetensorsWriter.write(tensors, metadata: metadata, order: .asGiven, to: path)
}
