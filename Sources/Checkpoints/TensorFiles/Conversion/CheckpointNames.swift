/// What a checkpoint's tensors are called in other files, and the other way round.
///
/// Where every name can be told from its key again, `model/blocks/3/norm/scale` is `model.blocks[3].norm.scale`, as Apus names it. Where
/// one cannot, as PyTorch's `blocks.3.norm`, each name of the file is a single one in the checkpoint, its points and slashes escaped.
enum CheckpointNames {
  static let counterKey = ObjectPath(prefix: "save_counter").key

  static func isBookkeeping(_ key: String) -> Bool { key == ObjectGraph.key || key == counterKey }

  static func names(ofKeys keys: [String]) -> [String] {
    let paths = keys.map(components)
    let dotted = paths.map(dotted)
    let isReversible = zip(keys, dotted).allSatisfy { ObjectPath(prefix: "", name: $1).key == $0 }
    return isReversible ? dotted : paths.map { $0.joined(separator: "/") }
  }

  static func write(_ tensors: [WritableTensor], to prefix: String) throws {
    let paths = paths(ofNames: tensors.map(\.name))
    let counter = ObjectPath(prefix: "save_counter")
    let entries = zip(paths, tensors).map { path, tensor in
      TensorBundleWriter.Tensor(name: path.key, dtype: TensorBundleDType(tensor.dtype), shape: tensor.shape, withBytes: tensor.withBytes)
    }
    try TensorBundleWriter.write(
      entries + [
        .init(name: counter.key, dtype: .int64, shape: []) { body in try withUnsafeBytes(of: Int64(1).littleEndian, body) },
        .init(name: ObjectGraph.key, shape: [], strings: [ObjectGraph(paths + [counter]).message]),
      ], to: prefix)
  }

  private static func paths(ofNames names: [String]) -> [ObjectPath] {
    let dotted = names.map { ObjectPath(prefix: "", name: $0) }
    let isReversible = zip(names, dotted).allSatisfy { Self.dotted(components($1.key)) == $0 }
    return isReversible ? dotted : names.map { ObjectPath(names: [$0]) }
  }

  /// The names in a key, without escapes and without what all keys end with.
  private static func components(_ key: String) -> [String] {
    let bare = key.hasSuffix(ObjectPath.suffix) ? key.dropLast(ObjectPath.suffix.count) : key[...]
    return bare.split(separator: "/", omittingEmptySubsequences: false).map { part in
      var isEscaped = false
      return part.reduce(into: "") { name, character in
        if isEscaped {
          name.append(character == "S" ? "/" : character)
          isEscaped = false
        } else if character == "." {
          isEscaped = true
        } else {
          name.append(character)
        }
      }
    }
  }

  private static func dotted(_ names: [String]) -> String {
    names.reduce(into: "") { path, name in
      if Int(name) != nil { path += "[\(name)]" } else { path += path.isEmpty ? name : "." + name }
    }
  }
}
