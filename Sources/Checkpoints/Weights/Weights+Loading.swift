/// Replaces every tensor of a module by the one under its path in a file of weights: safetensors, in one file or several, a checkpoint,
/// NumPy's or Keras's.
///
///     var model = LeNet()
///     try loadWeights(into: &model, from: "run/weights.safetensors")
///     try loadWeights(into: &model, from: "lenet.weights.h5", mapping: .keras)
///
/// The file must have exactly the module's tensors, in their shapes and scalar types; otherwise nothing is changed. Tensors are read
/// one by one into the memory in which the device uses them: there is no second copy.
///
/// - Parameters:
///   - mapping: what the file calls the tensors, and which of them it may lack or have besides.
///   - inPlace: whether tensors of safetensors are used where the file is mapped, without any copy, if they begin at a multiple of 64
///     bytes in it (those of `saveWeights` do, while all before them fill 64 bytes). Loading then takes no time, processes that load the
///     same file share its memory, and training never writes to it. But the file must stay as it is while the model lives: if
///     another program writes into it, the model changes, and if it is cut, the process is killed. To replace it by renaming, as
///     `saveWeights` does, is safe.
/// - Returns: the texts kept in the file.
/// - Throws: `WeightsError`, which lists every difference, or the error of the file's format.
@discardableResult
public func loadWeights<M: Module>(
  into module: inout M, from path: String, mapping: WeightMapping = .own, inPlace: Bool = false
) throws -> [String: String] {
  try module.checkParameters()
  let division = WeightDivision(try module.namedTypes, mapping.recurrentStyle)
  let file = try openTensorFile(path)
  let match = WeightMatch(division.tensors, file, mapping)
  if !match.differences.isEmpty { throw match.differences }
  var arrays: [String: Node] = [:]
  for pair in match.pairs { arrays[pair.path] = try node(of: pair, in: file, inPlace) }
  try module.replaceTensors(by: division.toModel(arrays), from: path)
  return file.metadata
}

private func node(of pair: WeightMatch.Pair, in file: any TensorFile, _ inPlace: Bool) throws -> Node {
  let stored = pair.stored
  guard pair.layout != .same, let dtype = stored.dtype else {
    if inPlace, let array = file.arrayInPlace(stored) { return .leaf(array).converted(to: pair.type.dtype) }
    return try .leaf(file.hostArray(of: stored)).converted(to: pair.type.dtype)
  }
  let array = try HostArray(uninitialized: TensorType(dtype, pair.type.shape))
  try file.withBytes(of: stored.name) { bytes in
    let turned = pair.layout.toModel(bytes, shape: pair.type.shape.dimensions, width: dtype.byteWidth)
    array.pointer.copyMemory(from: turned, byteCount: turned.count)
  }
  return .leaf(array).converted(to: pair.type.dtype)
}

extension StoredTensor {
  /// The type and the shape, as `Float [3, 2]`; a type that tensors do not have in the format's words.
  var typeText: String { "\(dtype.map(\.description) ?? type) \(shape)" }
}
