/// Saves tensors under names, in the format that the name of the file says, as `saveWeights` does.
///
///     try saveTensors([("x", AnyTensor(x))], to: "x.npz")   // numpy.load("x.npz")["x"]
///
/// - Throws: the diagnosis of a mistake in a tensor, the error of the file's format, `AtomicFileError`.
public func saveTensors(_ named: [(name: String, tensor: AnyTensor)], metadata: [String: String] = [:], to path: String) throws {
  try saveTensors(named.map { (WeightMapping.Place($0.name), $0.tensor) }, metadata: metadata, to: path)
}

func saveTensors(_ placed: [(place: WeightMapping.Place, tensor: AnyTensor)], metadata: [String: String], to path: String) throws {
  let engine = Context.local.engine
  try engine.materialize(placed.map(\.tensor.node))
  let tensors = placed.map { place, tensor in
    let shape = tensor.shape.dimensions
    let layout = place.layouts.first { $0.fileShape(of: shape) != nil } ?? .same
    return WritableTensor(name: place.name, dtype: tensor.dtype, shape: layout.fileShape(of: shape) ?? shape) { body in
      let array = try engine.read(tensor.node)
      try withExtendedLifetime((array, tensor)) {
        let bytes = UnsafeRawBufferPointer(start: array.pointer, count: array.type.byteCount)
        if layout == .same { return try body(bytes) }
        try layout.toFile(bytes, shape: shape, width: array.type.dtype.byteWidth).withUnsafeBytes(body)
      }
    }
  }
  try write(tensors, metadata: metadata, to: path)
}

private func write(_ tensors: [WritableTensor], metadata: [String: String], to path: String) throws {
  if path.hasSuffix(".npz") {
    guard metadata.isEmpty else { throw TensorFileError.noRoomForMetadata(path: path, keys: metadata.keys.sorted()) }
    try NumPyWriter.write(tensors, to: path)
  } else if path.hasSuffix(".h5") {
    try HDF5Writer.write(tensors, metadata: metadata, to: path)
  } else {
    try SafetensorsWriter.write(
      tensors.map(SafetensorsWriter.Tensor.init), metadata: metadata, order: .asGiven, alignment: HostArray.alignment, to: path)
  }
}

extension SafetensorsWriter.Tensor {
  init(_ tensor: WritableTensor) {
    self.init(name: tensor.name, dtype: SafetensorsDType(tensor.dtype), shape: tensor.shape, withBytes: tensor.withBytes)
  }
}
