@_exported import Apus

/// Saves every tensor of a module, each under its path, such as `conv1.filter`.
///
///     try saveWeights(of: model, to: "run/weights.safetensors")
///     try saveWeights(of: model, to: "lenet.weights.h5", mapping: .keras)   // for `keras.Model.load_weights`
///
/// Parameters are saved, and so are constants and variables. The name of the file says the format: `.npz` for NumPy, `.h5` for Keras,
/// everything else is safetensors. The file at `path` is at every moment the old one or the whole new one.
///
/// - Parameters:
///   - mapping: what the tensors are called in the file, and how they lie there.
///   - metadata: texts to be kept in the file. NumPy's has no room for any.
/// - Throws: the diagnosis of a mistake in a tensor, or of tensors that no training could change (see `Module`), the error of the file's
///   format, `AtomicFileError`.
public func saveWeights<M: Module>(
  of module: M, to path: String, mapping: WeightMapping = .own, metadata: [String: String] = [:]
) throws {
  try module.checkParameters()
  var own: [String: Node] = [:]
  module.visit { path, parameter in own[path.name] = parameter.node }
  let division = WeightDivision(try module.namedTypes, mapping.recurrentStyle)
  let places = mapping.places(division.tensors.map(\.tensor))
  try saveTensors(zip(places, division.toFile(own)).map { ($0, AnyTensor($1)) }, metadata: metadata, to: path)
}
