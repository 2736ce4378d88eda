import WireFormats

/// A checkpoint in TensorFlow's format, open for reading: named tensors in an index, `PREFIX.index`, whose bytes lie in data files,
/// `PREFIX.data-00000-of-00001`, which are mapped into memory.
///
///     let bundle = try TensorBundle(path: "run/ckpt-3")
///     for entry in bundle.entries { print(entry.name, entry.dtype, entry.shape) }
///     let step = try bundle.withBytes(of: "step/.ATTRIBUTES/VARIABLE_VALUE") { $0.loadUnaligned(as: Int64.self) }
///
/// The whole index is held against its checksums and every size against its data file before `init` returns; the bytes of a tensor
/// are held against theirs whenever they are asked for.
///
/// The format: `tensor_bundle.h` of TensorFlow (<https://github.com/tensorflow/tensorflow>, `tensorflow/core/util/tensor_bundle`).
public struct TensorBundle: Sendable {
  /// The path without `.index`.
  public let path: String
  /// The tensors in bytewise order of their names.
  public let entries: [Entry]

  private let shards: [MappedFile]
  private let indices: [String: Int]

  /// Opens and checks a checkpoint.
  ///
  /// - Throws: what is wrong with it, and where.
  public init(path: String) throws(TensorBundleError) {
    self.path = path
    let indexPath = Self.indexPath(of: path)
    let table = try Self.readTable(indexPath)
    guard let first = table.entries.first, first.key.isEmpty else {
      throw .malformedIndex(path: indexPath, problem: "a table without the header of a checkpoint")
    }
    let shardCount = try Self.readShardCount(first.value, indexPath)
    var entries: [Entry] = []
    for (key, value) in table.entries.dropFirst() {
      guard let name = String(validating: key, as: UTF8.self) else {
        throw .malformedIndex(path: indexPath, problem: "a name that is not valid UTF-8")
      }
      let entry = try Entry(value, name: name, path: indexPath)
      guard entry.shard < shardCount else {
        throw .malformedEntry(path: indexPath, tensor: name, problem: "data in file \(entry.shard) of \(shardCount)")
      }
      entries.append(entry)
    }
    // Files are opened only as far as tensors lie in them, and not on the word of a header.
    var shards: [MappedFile] = []
    for shard in 0..<(entries.map { $0.shard + 1 }.max() ?? 0) {
      shards.append(try Self.open(Self.dataPath(of: path, shard: shard, of: shardCount)))
    }
    for entry in entries where entry.byteRange.upperBound > shards[entry.shard].bytes.count {
      throw .truncatedData(
        path: Self.dataPath(of: path, shard: entry.shard, of: shardCount), tensor: entry.name, needed: entry.byteRange.upperBound,
        fileByteCount: shards[entry.shard].bytes.count)
    }
    self.entries = entries
    self.shards = shards
    indices = Dictionary(entries.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// The tensor called `name`, if there is one.
  public func entry(named name: String) -> Entry? { indices[name].map { entries[$0] } }

  /// Gives the bytes of a tensor to `body`, row-major and little-endian: the file's own memory, valid until `body` returns, at any
  /// address.
  ///
  /// - Throws: `TensorBundleError` if there is no such tensor, if it is one of strings, or if its bytes do not fit their checksum;
  ///   what `body` throws.
  public func withBytes<Result>(of name: String, _ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
    let entry = try find(name)
    guard entry.dtype != .string else { throw TensorBundleError.wrongKind(path: path, tensor: name, dtype: entry.dtype) }
    return try withExtendedLifetime(shards) {
      let bytes = UnsafeRawBufferPointer(rebasing: shards[entry.shard].bytes[entry.byteRange])
      var checksum = CRC32C()
      checksum.update(bytes)
      guard checksum.masked == entry.checksum else { throw TensorBundleError.corruptData(path: path, tensor: name) }
      return try body(bytes)
    }
  }

  /// The elements of a tensor of strings, in row-major order; strings may be any bytes.
  ///
  /// - Throws: `TensorBundleError`, as `withBytes` does.
  public func strings(of name: String) throws(TensorBundleError) -> [[UInt8]] {
    let entry = try find(name)
    guard entry.dtype == .string, let count = entry.shape.elementCount else {
      throw .wrongKind(path: path, tensor: name, dtype: entry.dtype)
    }
    let bytes = withExtendedLifetime(shards) { [UInt8](shards[entry.shard].bytes[entry.byteRange]) }
    guard let (strings, checksum) = EncodedStrings.decode(bytes, count: count) else {
      throw .malformedStrings(path: path, tensor: name)
    }
    guard checksum.masked == entry.checksum else { throw .corruptData(path: path, tensor: name) }
    return strings
  }

  private func find(_ name: String) throws(TensorBundleError) -> Entry {
    guard let entry = entry(named: name) else { throw .missingTensor(path: path, name: name, names: entries.map(\.name)) }
    return entry
  }
}
