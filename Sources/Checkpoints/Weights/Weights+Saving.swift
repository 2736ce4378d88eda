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
  var found: [(name: String, tensor: AnyTensor)] = []
  module.visit { path, parameter in found.append((path.name, AnyTensor(parameter.node))) }
  try saveTensors(found, metadata: metadata, to: path)
}
