/// Replaces every tensor of a module by the one under its path in a file of weights: safetensors, in one file or several, a checkpoint,
/// or NumPy's.
///
///     var model = LeNet()
///     try loadWeights(into: &model, from: "run/weights.safetensors")
///
/// The file must have exactly the module's tensors, in their shapes and scalar types; otherwise nothing is changed. Tensors are read
/// one by one into the memory in which the device uses them: there is no second copy.
///
/// - Returns: the texts kept in the file.
/// - Throws: `WeightsError`, which lists every difference, or the error of the file's format.
@discardableResult
public func loadWeights<M: Module>(into module: inout M, from path: String) throws -> [String: String] {
  if let diagnosis = module.unreachableParameters.flatMap({ Node.poisoned($0).diagnosis }) { throw diagnosis }
  let file = try openTensorFile(path)
  try compare(module, file)
  var arrays: [String: Node] = [:]
  for tensor in file.tensors { arrays[tensor.name] = .leaf(try file.hostArray(of: tensor)) }
  try module.replaceTensors(by: arrays, from: path)
  return file.metadata
}

private func compare(_ module: some Module, _ file: any TensorFile) throws {
  var differences = WeightsError(path: file.path)
  let stored = Dictionary(file.tensors.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
  var names: Set<String> = []
  module.visit { path, parameter in
    names.insert(path.name)
    guard let tensor = stored[path.name] else {
      differences.missing.append(path.name)
      return
    }
    if tensor.dtype != parameter.dtype || tensor.shape != parameter.shape.dimensions {
      differences.different.append(
        .init(name: path.name, expected: "\(parameter.dtype) \(parameter.shape)", found: tensor.typeText))
    }
  }
  differences.leftOver = file.tensors.map(\.name).filter { !names.contains($0) }
  if !differences.isEmpty { throw differences }
}

extension StoredTensor {
  /// The type and the shape, as `Float [3, 2]`; a type that tensors do not have in the format's words.
  var typeText: String { "\(dtype.map(\.description) ?? type) \(shape)" }
}
