extension TensorBundleError: CustomStringConvertible {
  /// The error as a text of a few lines: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): text("a checkpoint cannot be opened", path, ["why": reason])
    case .malformedIndex(let path, let problem):
      text("the index of a checkpoint is malformed", path, ["found": problem, "hint": Self.incomplete])
    case .corruptIndex(let path, let offset):
      text("the index of a checkpoint is damaged", path, ["at": "byte \(offset)", "found": Self.checksum, "hint": Self.incomplete])
    case .compressedIndex(let path, let offset):
      text(
        "the index of a checkpoint is compressed", path,
        ["at": "byte \(offset)", "hint": "save it again with tf.train.Checkpoint, which does not compress"])
    case .malformedEntry(let path, let tensor, let problem):
      text("the index of a checkpoint describes a tensor that cannot be", path, ["tensor": tensor, "found": problem])
    case .unknownDType(let path, let tensor, let number):
      text(
        "a checkpoint has a type of elements that is not known", path,
        ["tensor": tensor, "found": "TensorFlow's type number \(number)"])
    case .partitioned(let path, let tensor):
      text(
        "a checkpoint has a partitioned variable", path,
        ["tensor": tensor, "hint": "load it in TensorFlow and save it without a partitioner"])
    case .truncatedData(let path, let tensor, let needed, let fileByteCount):
      text(
        "the data of a checkpoint are truncated", path,
        ["tensor": tensor, "found": "\(fileByteCount) bytes", "needed": "\(needed) bytes", "hint": Self.incomplete])
    case .corruptData(let path, let tensor):
      text("a tensor of a checkpoint is damaged", path, ["tensor": tensor, "found": Self.checksum, "hint": Self.incomplete])
    case .malformedStrings(let path, let tensor):
      text("the strings of a checkpoint do not fit their lengths", path, ["tensor": tensor, "hint": Self.incomplete])
    case .missingTensor(let path, let name, let names):
      text("a checkpoint has no such tensor", path, ["wanted": name, "found": Self.list(names)])
    case .wrongKind(let path, let tensor, let dtype):
      text(
        "a tensor of a checkpoint has elements of another kind", path,
        ["tensor": tensor, "found": "\(dtype)", "hint": dtype == .string ? "ask for its strings" : "ask for its bytes"])
    case .duplicateName(let path, let name):
      text("two tensors to be saved have the same name", path, ["tensor": name, "hint": "rename one of them"])
    case .emptyName(let path): text("a tensor to be saved has no name", path, ["hint": "give it one"])
    case .wrongByteCount(let path, let tensor, let dtype, let shape, let byteCount):
      text(
        "the bytes of a tensor do not fit its shape", path,
        [
          "tensor": "\(tensor)   (\(dtype) \(shape))", "found": "\(byteCount) bytes",
          "needed": dtype.byteCount(of: shape).map { "\($0) bytes" } ?? "a shape that a tensor can have",
        ])
    }
  }

  private static let incomplete = "the copy was not complete, or the disk failed: use an earlier checkpoint"
  private static let checksum = "bytes that do not fit their checksum"

  private func text(_ title: String, _ path: String, _ lines: KeyValuePairs<String, String>) -> String {
    ErrorText.text(title, [("file", path)] + lines.map { ($0.key, $0.value) })
  }

  private static func list(_ names: [String]) -> String { ErrorText.list(names, "tensors") }
}
