import WireFormats

/// Writes checkpoints in TensorFlow's format.
///
///     try TensorBundleWriter.write(
///       [.init(name: "b", dtype: .float32, shape: [], bytes: [0, 0, 0, 64]),
///        .init(name: "note", shape: [], strings: ["after 500 steps"])],
///       to: "run/ckpt-1")   // run/ckpt-1.index and run/ckpt-1.data-00000-of-00001
///
/// The same tensors in the same order make the same bytes, which are TensorFlow's own for what it has saved.
public enum TensorBundleWriter {
  /// Writes `tensors` as the checkpoint `prefix`, replacing one of that name.
  ///
  /// The data come first and the index last, each complete on disk before it gets its name. What cannot be written leaves a name
  /// that was free without an index, hence without a checkpoint.
  ///
  /// - Throws: `TensorBundleError` for contents that no checkpoint can hold, `AtomicFileError` where the disk refuses, and what a
  ///   tensor's `withBytes` throws.
  public static func write(_ tensors: [Tensor], to prefix: String) throws { try write(tensors, to: prefix, in: .system) }

  package static func write(_ tensors: [Tensor], to prefix: String, in fileSystem: FileSystem) throws {
    try checkNames(tensors, prefix)
    var entries: [TensorBundle.Entry] = []
    try AtomicFile.write(to: TensorBundle.dataPath(of: prefix, shard: 0, of: 1), in: fileSystem) { file in
      for tensor in tensors { entries.append(try append(tensor, to: file, prefix)) }
    }
    let index = index(of: entries)
    try AtomicFile.write(to: TensorBundle.indexPath(of: prefix), in: fileSystem) { file in
      try index.withUnsafeBytes { try file.append($0) }
    }
  }

  private static func checkNames(_ tensors: [Tensor], _ prefix: String) throws(TensorBundleError) {
    var names: Set<String> = []
    for tensor in tensors {
      guard !tensor.name.isEmpty else { throw .emptyName(path: prefix) }
      guard names.insert(tensor.name).inserted else { throw .duplicateName(path: prefix, name: tensor.name) }
    }
  }

  private static func append(_ tensor: Tensor, to file: AtomicFile, _ prefix: String) throws -> TensorBundle.Entry {
    let start = file.byteCount
    var checksum = CRC32C()
    switch tensor.content {
    case .bytes(let withBytes):
      try withBytes { bytes in
        checksum.update(bytes)
        try file.append(bytes)
      }
    case .strings(let strings):
      let encoded = EncodedStrings(strings)
      checksum = encoded.checksum
      try encoded.bytes.withUnsafeBytes { try file.append($0) }
    }
    let byteCount = file.byteCount - start
    let isRight =
      switch tensor.content {
      case .bytes: byteCount == tensor.dtype.byteCount(of: tensor.shape)
      case .strings(let strings): strings.count == tensor.shape.elementCount
      }
    guard isRight else {
      throw TensorBundleError.wrongByteCount(
        path: prefix, tensor: tensor.name, dtype: tensor.dtype, shape: tensor.shape, byteCount: byteCount)
    }
    return TensorBundle.Entry(
      name: tensor.name, dtype: tensor.dtype, shape: tensor.shape, shard: 0, byteRange: start..<file.byteCount, checksum: checksum.masked)
  }

  private static func index(of entries: [TensorBundle.Entry]) -> [UInt8] {
    var table = TableWriter()
    // `BundleHeaderProto`: one shard, little-endian, version 1.
    var header = ProtobufWriter()
    header.integer(1, 1)
    header.message(3) { $0.integer(1, 1) }
    table.append(key: [], value: header.bytes)
    let sorted = entries.map { (key: Array($0.name.utf8), value: $0.message) }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    for (key, value) in sorted { table.append(key: key, value: value) }
    return table.finish()
  }
}
