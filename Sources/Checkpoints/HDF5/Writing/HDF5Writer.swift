import WireFormats

/// Writes HDF5 files as Keras reads them: `.weights.h5`.
///
///     try HDF5Writer.write(
///       [.init(name: "layers/dense/vars/0", dtype: .float32, shape: [1, 1], bytes: [0, 0, 128, 63])], to: "model.weights.h5")
///
/// The slashes in a name separate groups. Numbers lie in one piece each, unpacked; Float16 is kept, and so is BFloat16, in the way that
/// Keras marks it. Equal tensors make equal bytes. The file at `path` is at every moment the old one or the complete new one, on disk.
///
/// It has the oldest form of the format (superblock and object headers of version 0 and 1), which every reader knows, h5py by default as
/// well.
public enum HDF5Writer {
  /// Writes `tensors` to `path`, replacing what is there.
  ///
  /// - Parameter metadata: texts to be kept beside the root group.
  /// - Throws: `HDF5Error` for contents that no file can hold, `AtomicFileError` where the disk refuses, and what a tensor's `withBytes`
  ///   throws.
  public static func write(_ tensors: [WritableTensor], metadata: [String: String] = [:], to path: String) throws {
    let plan = try HDF5Plan(tensors, metadata: metadata, path: path)
    try AtomicFile.write(to: path) { file in
      try plan.structure.withUnsafeBytes { try file.append($0) }
      for (tensor, byteCount) in plan.contents {
        try tensor.withBytes { bytes in
          guard bytes.count == byteCount else {
            throw HDF5Error.wrongByteCount(
              path: path, tensor: tensor.name, shape: tensor.shape, needed: byteCount, found: bytes.count)
          }
          try file.append(bytes)
        }
        try [UInt8](repeating: 0, count: HDF5Plan.padding(byteCount)).withUnsafeBytes { try file.append($0) }
      }
    }
  }
}
