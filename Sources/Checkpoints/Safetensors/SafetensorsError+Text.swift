extension SafetensorsError: CustomStringConvertible {
  /// The error as a text of a few lines: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      Self.text("a safetensors file cannot be opened", path, ["why": reason])
    case .tooShort(let path, let byteCount):
      Self.text(
        "a safetensors file is too short", path,
        ["found": "\(byteCount) bytes, fewer than the 8 of the header's length", "hint": Self.incomplete])
    case .headerTooLong(let path, let length, let fileByteCount):
      Self.text(
        "the header of a safetensors file is too long", path,
        [
          "found": "a header of \(length) bytes in a file of \(fileByteCount)",
          "limit": "the file's own size, and \(SafetensorsHeader.maximumByteCount) bytes",
          "hint": "the file is incomplete, or no safetensors file",
        ])
    case .malformedHeader(let path, let problem):
      Self.text("the header of a safetensors file is malformed", path, Self.lines(of: problem, in: "the header"))
    case .unknownDType(let path, let tensor, let dtype):
      Self.text(
        "a safetensors file has a dtype that is not known", path,
        [
          "tensor": tensor, "found": "“\(dtype)”",
          "known": SafetensorsDType.allCases.map(\.rawValue).joined(separator: " "),
        ])
    case .wrongByteCount(let path, let tensor, let dtype, let shape, let byteCount):
      Self.text(
        "the bytes of a tensor do not fit its shape", path,
        [
          "tensor": "\(tensor)   (\(dtype.rawValue) \(shape))",
          "found": "\(byteCount) bytes",
          "needed": dtype.byteCount(of: shape).map { "\($0) bytes" } ?? Self.impossible,
        ])
    case .misplaced(let path, let tensor, let begin, let end, let expectedBegin):
      Self.text(
        "the tensors of a safetensors file leave a gap or overlap", path,
        [
          "tensor": tensor, "found": "bytes \(begin) to \(end) of the data",
          "needed": "a beginning at \(expectedBegin), where the tensor before it ends, and an end that is not before it",
        ])
    case .dataSize(let path, let expected, let actual):
      Self.text(
        actual < expected ? "a safetensors file is truncated" : "a safetensors file has bytes that belong to no tensor", path,
        ["found": "\(actual) bytes of data", "needed": "\(expected) bytes", "hint": Self.incomplete])
    case .missingTensor(let path, let name, let names):
      Self.text("a safetensors file has no such tensor", path, ["wanted": name, "found": Self.list(names)])
    case .malformedIndex(let path, let problem):
      Self.text("the index of a sharded model is malformed", path, Self.lines(of: problem, in: "the index"))
    case .shardOutsideFolder(let path, let shard):
      Self.text(
        "the index of a sharded model names a file elsewhere", path,
        ["found": "“\(shard)”", "needed": "the plain name of a file in the same folder"])
    case .missingInShard(let path, let shard, let names):
      Self.text(
        "a shard lacks tensors that the index promises", path,
        ["shard": shard, "wanted": Self.list(names), "hint": "the index and the shards are of different versions of the model"])
    case .duplicateName(let path, let name):
      Self.text("two tensors to be saved have the same name", path, ["tensor": name, "hint": "rename one of them"])
    case .reservedName(let path, let name):
      Self.text(
        "a tensor to be saved has a name that the format keeps for itself", path, ["tensor": name, "hint": "rename it"])
    case .impossibleShape(let path, let tensor, let dtype, let shape):
      Self.text(
        "a tensor cannot be saved", path,
        ["tensor": "\(tensor)   (\(dtype.rawValue) \(shape))", "needed": Self.impossible])
    case .headerTooLongToWrite(let path, let byteCount):
      Self.text(
        "the header of a safetensors file would be too long", path,
        [
          "needed": "\(byteCount) bytes", "limit": "\(SafetensorsHeader.maximumByteCount) bytes",
          "hint": "save in several files, or with shorter names and metadata",
        ])
    }
  }

  private static let incomplete = "the download or the copy was not complete, or another program changed the file: get it again"
  private static let impossible = "a shape without negative dimensions that fills whole bytes, fewer than 2⁶³"

  private static func text(_ title: String, _ path: String, _ lines: KeyValuePairs<String, String>) -> String {
    ErrorText.text(title, [("file", path)] + lines.map { ($0.key, $0.value) })
  }

  private static func lines(of problem: JSONProblem, in place: String) -> KeyValuePairs<String, String> {
    switch problem {
    case .expected(let what, let offset): ["at": "byte \(offset) of \(place)", "needed": what]
    case .duplicateKey(let key, let offset):
      ["at": "byte \(offset) of \(place)", "found": "“\(key)” for the second time", "needed": "each key once"]
    }
  }

  private static func list(_ names: [String]) -> String { ErrorText.list(names, "tensors") }
}
