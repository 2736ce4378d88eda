/// Replaces every tensor of a module by the one under its path in a safetensors file.
///
///     var model = LeNet()
///     try loadWeights(into: &model, from: "run/weights.safetensors")
///
/// The file must have exactly the module's tensors, in their shapes and scalar types; otherwise nothing is changed.
///
/// - Returns: the texts kept in the file.
/// - Throws: `WeightsError`, which lists every difference, or `SafetensorsError`.
@discardableResult
public func loadWeights<M: Module>(into module: inout M, from path: String) throws -> [String: String] {
  if let diagnosis = module.unreachableParameters.flatMap({ Node.poisoned($0).diagnosis }) { throw diagnosis }
  let file = try SafetensorsFile(path: path)
  try compare(module, file)
  var arrays: [String: Node] = [:]
  for entry in file.entries {
    guard let dtype = entry.dtype.dtype else { continue }  // compared above
    let array = try HostArray(uninitialized: TensorType(dtype, TensorShape(entry.shape)))
    try file.withBytes(of: entry.name) { bytes in
      if let start = bytes.baseAddress { array.pointer.copyMemory(from: start, byteCount: bytes.count) }
    }
    arrays[entry.name] = .leaf(array)
  }
  try module.replaceTensors(by: arrays, from: path)
  return file.metadata
}

private func compare(_ module: some Module, _ file: SafetensorsFile) throws {
  var differences = WeightsError(path: file.path)
  var names: Set<String> = []
  module.visit { path, parameter in
    names.insert(path.name)
    guard let entry = file.entry(named: path.name) else {
      differences.missing.append(path.name)
      return
    }
    let expected = SafetensorsDType(parameter.dtype)
    if entry.dtype != expected || entry.shape != parameter.shape.dimensions {
      differences.different.append(
        .init(name: path.name, expected: "\(expected.rawValue) \(parameter.shape)", found: "\(entry.dtype.rawValue) \(entry.shape)"))
    }
  }
  differences.leftOver = file.entries.map(\.name).filter { !names.contains($0) }
  if !differences.isEmpty { throw differences }
}
