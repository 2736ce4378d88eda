/// Writes safetensors files.
///
/// ```swift
/// try SafetensorsWriter.write(
///   [.init(name: "bias", dtype: .float32, shape: [2], bytes: [0, 0, 128, 63, 0, 0, 0, 64])],
///   metadata: ["format": "pt"], to: "model.safetensors")
/// ```
public enum SafetensorsWriter {
  /// In which order the tensors lie in a file.
  public enum Order: Sendable {
    /// The widest elements first, then by name, as the official writer does: every tensor is aligned to its elements.
    case byAlignmentThenName
    /// As they are given.
    case asGiven
  }

  /// Writes `tensors` to `path`, replacing what is there.
  ///
  /// The header is padded with spaces so that the data begin at a multiple of `alignment` bytes, in which files of the official writer have
  /// 8; metadata are sorted, so that equal contents make equal files. The file at `path` is at every moment the old one or the complete new one, on disk: a full
  /// disk, a failing tensor or a killed process leave the old one.
  ///
  /// - Throws: `SafetensorsError` for contents that no file can hold, `AtomicFileError` where the disk refuses, and what a
  ///   tensor's `withBytes` throws.
  public static func write(
    _ tensors: [Tensor], metadata: [String: String] = [:], order: Order = .byAlignmentThenName, alignment: Int = 8, to path: String
  ) throws {
    let tensors = order == .asGiven ? tensors : tensors.sorted(by: standsBefore)
    let header = try header(of: tensors, metadata: metadata, alignment: alignment, path: path)
    try AtomicFile.write(to: path) { file in
      try withUnsafeBytes(of: UInt64(header.count).littleEndian) { try file.append($0) }
      try header.withUnsafeBytes { try file.append($0) }
      for tensor in tensors { try append(tensor, to: file, path: path) }
    }
  }

  private static func append(_ tensor: Tensor, to file: AtomicFile, path: String) throws {
    let begin = file.byteCount
    try tensor.withBytes { try file.append($0) }
    let byteCount = file.byteCount - begin
    guard byteCount == tensor.dtype.byteCount(of: tensor.shape) else {
      throw SafetensorsError.wrongByteCount(
        path: path, tensor: tensor.name, dtype: tensor.dtype, shape: tensor.shape, byteCount: byteCount)
    }
  }

  private static func standsBefore(_ left: Tensor, _ right: Tensor) -> Bool {
    // Names compare by bytes, as in other languages, and not by Swift's Unicode order.
    left.dtype == right.dtype ? left.name.utf8.lexicographicallyPrecedes(right.name.utf8) : left.dtype > right.dtype
  }
}
