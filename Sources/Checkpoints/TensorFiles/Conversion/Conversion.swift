/// Writes the tensors of a file in another format, which the name of the target says: `.safetensors`, `.npz`, `.npy`, `.h5`, or a
/// checkpoint if the name has no ending.
///
///     try convertTensors(from: "model.safetensors", to: "model.npz")
///
/// Names, shapes, types and bits are kept; what the target cannot keep is refused. A checkpoint's bookkeeping, its object graph and
/// the count of checkpoints, belongs to the format: it is left out, and made anew. One tensor at a time is in memory.
///
/// - Parameter dropsMetadata: leaves out the texts beside the tensors.
/// - Throws: `ConversionError` for what would be lost, the errors of both formats, `AtomicFileError`.
public func convertTensors(from path: String, to target: String, dropsMetadata: Bool = false) throws {
  guard let format = ConversionTarget(name: target) else { throw ConversionError.unknownFormat(path: target) }
  let source = try ConvertibleTensors(path)
  let metadata = dropsMetadata ? [:] : source.metadata
  if !format.keepsTexts, !metadata.isEmpty {
    throw ConversionError.textsLost(path: path, keys: metadata.keys.sorted(), format: format.title)
  }
  for tensor in source.tensors where tensor.dtype == .bfloat16 && !format.keepsBFloat16 {
    throw ConversionError.typeLost(path: path, tensor: tensor.name, type: "BFloat16", format: format.title)
  }
  switch format {
  case .safetensors: try SafetensorsWriter.write(source.tensors.map(SafetensorsWriter.Tensor.init), metadata: metadata, to: target)
  case .npz: try NumPyWriter.write(source.tensors, to: target)
  case .npy:
    guard let only = source.tensors.first, source.tensors.count == 1 else {
      throw ConversionError.oneTensorOnly(path: path, count: source.tensors.count)
    }
    try NumPyWriter.writeArray(only, to: target)
  case .hdf5: try HDF5Writer.write(source.tensors, metadata: metadata, to: target)
  case .checkpoint: try CheckpointNames.write(source.tensors, to: target)
  }
}

/// The formats in which tensors are written, by the endings of names.
enum ConversionTarget {
  case safetensors, npz, npy, hdf5, checkpoint

  init?(name path: String) {
    let name = path.split(separator: "/").last ?? ""
    switch name.lastIndex(of: ".").map({ name[$0...] }) {
    case ".safetensors": self = .safetensors
    case ".npz": self = .npz
    case ".npy": self = .npy
    case ".h5": self = .hdf5
    case nil where !name.isEmpty: self = .checkpoint
    default: return nil
    }
  }

  var title: String {
    switch self {
    case .safetensors: "safetensors"
    case .npz, .npy: "NumPy"
    case .hdf5: "HDF5"
    case .checkpoint: "a checkpoint"
    }
  }

  var keepsTexts: Bool { self == .safetensors || self == .hdf5 }
  var keepsBFloat16: Bool { self != .npz && self != .npy }
}

/// A file's tensors, to be read when they are written.
private struct ConvertibleTensors {
  let tensors: [WritableTensor]
  let metadata: [String: String]

  init(_ path: String) throws {
    let file = try openTensorFile(path)
    let stored = file.tensors.filter { !(file is TensorBundle) || !CheckpointNames.isBookkeeping($0.name) }
    let names = file is TensorBundle ? CheckpointNames.names(ofKeys: stored.map(\.name)) : stored.map(\.name)
    tensors = try zip(names, stored).map { name, tensor in
      guard let dtype = tensor.dtype else {
        throw ConversionError.typeLost(path: path, tensor: tensor.name, type: tensor.type, format: "a tensor here")
      }
      return WritableTensor(name: name, dtype: dtype, shape: tensor.shape) { body in try file.withBytes(of: tensor.name, body) }
    }
    metadata = file.metadata
  }
}
