/// What is wrong with a checkpoint in TensorFlow's format, or with what should be written into one.
///
/// A checkpoint called `ckpt-3` is an index, `ckpt-3.index`, and its data, `ckpt-3.data-00000-of-00001`.
public enum TensorBundleError: Error, Hashable, Sendable {
  /// A file of the checkpoint cannot be opened.
  case unreadable(path: String, reason: String)
  /// The index is not the table that it must be.
  case malformedIndex(path: String, problem: String)
  /// The bytes at `offset` of the index are not those that were written.
  case corruptIndex(path: String, offset: Int)
  /// A block of the index is compressed, which TensorFlow does to other tables only.
  case compressedIndex(path: String, offset: Int)
  /// What the index says of a tensor cannot be.
  case malformedEntry(path: String, tensor: String, problem: String)
  /// A type of elements that no tensor here has.
  case unknownDType(path: String, tensor: String, number: Int)
  /// A variable that TensorFlow 1 had divided among several machines.
  case partitioned(path: String, tensor: String)
  /// The bytes of a tensor lie beyond the end of their file.
  case truncatedData(path: String, tensor: String, needed: Int, fileByteCount: Int)
  /// The bytes of a tensor are not those that were written.
  case corruptData(path: String, tensor: String)
  /// The strings of a tensor have other lengths than they say.
  case malformedStrings(path: String, tensor: String)
  /// The checkpoint, whose tensors are `names`, has none called `name`.
  case missingTensor(path: String, name: String, names: [String])
  /// A tensor is asked for as what it is not: strings as numbers, or numbers as strings.
  case wrongKind(path: String, tensor: String, dtype: TensorBundleDType)

  /// Two tensors to be written have one name.
  case duplicateName(path: String, name: String)
  /// The empty name, under which the format keeps its own header.
  case emptyName(path: String)
  /// The bytes of a tensor to be written are not as many as its type and shape need.
  case wrongByteCount(path: String, tensor: String, dtype: TensorBundleDType, shape: [Int], byteCount: Int)
}
