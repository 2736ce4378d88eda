/// A model whose tensors lie in several safetensors files, found through its index.
///
/// The index, `model.safetensors.index.json`, maps each tensor's name to a file in the same folder. Every file is opened and
/// checked, and every name looked up, before `init` returns.
///
/// ```swift
/// let model = try ShardedSafetensors(indexPath: "gpt2/model.safetensors.index.json")
/// print(model.names.count, try model.withBytes(of: "wte.weight") { $0.count })
/// ```
public struct ShardedSafetensors: Sendable {
  public let indexPath: String
  /// The shards, in the order of their file names.
  public let files: [SafetensorsFile]
  /// The names that the index promises, sorted.
  public let names: [String]

  let shardOfTensor: [String: Int]

  /// Opens an index and all its shards.
  ///
  /// - Throws: what is wrong with the index or with one of the shards.
  public init(indexPath: String) throws(SafetensorsError) {
    let index: MappedFile
    do { index = try MappedFile(path: indexPath) } catch { throw .unreadable(path: indexPath, reason: error.reason) }
    let shardNames: [String: String]
    do { shardNames = try Self.readIndex([UInt8](index.bytes)[...]) } catch {
      throw .malformedIndex(path: indexPath, error)
    }
    let folder = indexPath.lastIndex(of: "/").map { String(indexPath[...$0]) } ?? ""
    var files: [SafetensorsFile] = []
    var shardOfTensor: [String: Int] = [:]
    let tensorsOfShard = Dictionary(grouping: shardNames.keys, by: { shardNames[$0] ?? "" })
    for (shard, tensors) in tensorsOfShard.sorted(by: { $0.key < $1.key }) {
      // An index from elsewhere must not make this process open other files than the model's own.
      guard !shard.isEmpty, !shard.contains("/"), shard != ".", shard != ".." else {
        throw .shardOutsideFolder(path: indexPath, shard: shard)
      }
      let file = try SafetensorsFile(path: folder + shard)
      let missing = tensors.filter { file.entry(named: $0) == nil }
      guard missing.isEmpty else { throw .missingInShard(path: indexPath, shard: shard, names: missing.sorted()) }
      for tensor in tensors { shardOfTensor[tensor] = files.count }
      files.append(file)
    }
    self.indexPath = indexPath
    self.files = files
    self.shardOfTensor = shardOfTensor
    names = shardOfTensor.keys.sorted()
  }

  /// The tensor called `name`, if the index promises one; its byte range counts in its own shard.
  public func entry(named name: String) -> SafetensorsFile.Entry? {
    shardOfTensor[name].flatMap { files[$0].entry(named: name) }
  }

  /// Gives the bytes of a tensor to `body`, as ``SafetensorsFile/withBytes(of:_:)`` does.
  ///
  /// - Throws: `SafetensorsError.missingTensor`, or what `body` throws.
  public func withBytes<Result>(
    of name: String, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result {
    guard let shard = shardOfTensor[name] else {
      throw SafetensorsError.missingTensor(path: indexPath, name: name, names: names)
    }
    return try files[shard].withBytes(of: name, body)
  }

  /// Reads the bytes of a tensor into `destination`, as ``SafetensorsFile/read(_:into:)`` does.
  public func read(_ name: String, into destination: UnsafeMutableRawBufferPointer) throws {
    guard let shard = shardOfTensor[name] else { return try withBytes(of: name) { destination.copyMemory(from: $0) } }
    try files[shard].read(name, into: destination)
  }
}
