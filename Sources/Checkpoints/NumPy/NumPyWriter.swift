import Archives

/// Writes arrays for NumPy.
///
///     try NumPyWriter.write([.init(name: "w", dtype: .float32, shape: [2], bytes: [0, 0, 128, 63, 0, 0, 0, 64])], to: "weights.npz")
///     // numpy.load("weights.npz")["w"] is array([1., 2.], dtype=float32)
///
/// The files are those of `numpy.savez` and `numpy.save`, byte for byte. The file at `path` is at every moment the old one or the
/// complete new one, on disk.
public enum NumPyWriter {
  /// Writes an archive of arrays, as `numpy.savez` does.
  ///
  /// - Parameter isPacked: whether the arrays are deflated, as by `numpy.savez_compressed`.
  /// - Throws: `NumPyError` for contents that no archive can hold, `AtomicFileError` where the disk refuses, and what a tensor's
  ///   `withBytes` throws.
  public static func write(_ tensors: [WritableTensor], isPacked: Bool = false, to path: String) throws {
    var names: Set<String> = []
    for tensor in tensors where !names.insert(tensor.name).inserted {
      throw NumPyError.duplicateName(path: path, name: tensor.name)
    }
    try AtomicFile.write(to: path) { file in
      var zip = ZipWriter()
      for tensor in tensors { try append(tensor, isPacked, &zip, to: file, path) }
      try zip.finish().withUnsafeBytes { try file.append($0) }
    }
  }

  /// Writes one array, as `numpy.save` does. Its name is not kept: readers take that of the file.
  ///
  /// - Throws: as `write`.
  public static func writeArray(_ tensor: WritableTensor, to path: String) throws {
    try AtomicFile.write(to: path) { file in
      try tensor.withBytes { bytes in
        try header(of: tensor, bytes, path).withUnsafeBytes { try file.append($0) }
        try file.append(bytes)
      }
    }
  }

  private static func append(
    _ tensor: WritableTensor, _ isPacked: Bool, _ zip: inout ZipWriter, to file: AtomicFile, _ path: String
  ) throws {
    try tensor.withBytes { bytes in
      let header = try header(of: tensor, bytes, path)
      let checksum = header.withUnsafeBytes { CRC32.checksum($0, bytes) }
      let packed = isPacked ? try pack(header, bytes, tensor.name, path) : nil
      let start = zip.header(
        name: tensor.name + ".npy", byteCount: header.count + bytes.count, checksum: checksum, packedByteCount: packed?.count)
      try start.withUnsafeBytes { try file.append($0) }
      if let packed {
        try packed.withUnsafeBytes { try file.append($0) }
      } else {
        try header.withUnsafeBytes { try file.append($0) }
        try file.append(bytes)
      }
    }
  }

  private static func pack(
    _ header: [UInt8], _ bytes: UnsafeRawBufferPointer, _ name: String, _ path: String
  ) throws(NumPyError) -> [UInt8] {
    guard let packed = (header + bytes).withUnsafeBytes({ Deflater.pack($0) }) else { throw .outOfMemory(path: path, array: name) }
    return packed
  }

  private static func header(
    of tensor: WritableTensor, _ bytes: UnsafeRawBufferPointer, _ path: String
  ) throws(NumPyError) -> [UInt8] {
    let header = NumPyHeader(type: NumPyType(tensor.dtype), shape: tensor.shape)
    let needed = tensor.shape.byteCount(elementWidth: tensor.dtype.byteWidth)
    guard needed == bytes.count else {
      throw .wrongByteCount(path: path, array: tensor.name, shape: tensor.shape, needed: needed, found: bytes.count)
    }
    return header.bytes
  }
}
