/// What is wrong with a safetensors file, or with what should be written into one.
public enum SafetensorsError: Error, Hashable, Sendable {
  /// The file cannot be opened or mapped.
  case unreadable(path: String, reason: String)
  /// The file has fewer than the eight bytes that give the header's length.
  case tooShort(path: String, byteCount: Int)
  /// The header's length exceeds the file, or what any reader accepts.
  case headerTooLong(path: String, length: UInt64, fileByteCount: Int)
  /// The header's text is not what the format asks for.
  case malformedHeader(path: String, JSONProblem)
  case unknownDType(path: String, tensor: String, dtype: String)
  /// The bytes of a tensor are not as many as its dtype and shape need.
  case wrongByteCount(path: String, tensor: String, dtype: SafetensorsDType, shape: [Int], byteCount: Int)
  /// A tensor does not begin where the one before it ends: a gap or an overlap. Offsets count from the end of the header.
  case misplaced(path: String, tensor: String, begin: Int, end: Int, expectedBegin: Int)
  /// The header describes another number of bytes than follow it: a truncated file, or bytes left over.
  case dataSize(path: String, expected: Int, actual: Int)
  /// The file, whose tensors are `names`, has none called `name`.
  case missingTensor(path: String, name: String, names: [String])

  /// The index of a sharded model is not what the format asks for.
  case malformedIndex(path: String, JSONProblem)
  /// An index names a file that does not lie beside it.
  case shardOutsideFolder(path: String, shard: String)
  /// A shard lacks tensors that the index promises in it.
  case missingInShard(path: String, shard: String, names: [String])

  /// Two tensors to be written have one name.
  case duplicateName(path: String, name: String)
  /// A tensor to be written has the name under which the format keeps its metadata.
  case reservedName(path: String, name: String)
  /// No file can hold a tensor of this shape.
  case impossibleShape(path: String, tensor: String, dtype: SafetensorsDType, shape: [Int])
  /// The names to be written make a header that no reader accepts.
  case headerTooLongToWrite(path: String, byteCount: Int)
}
