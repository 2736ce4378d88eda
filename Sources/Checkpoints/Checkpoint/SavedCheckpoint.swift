/// A checkpoint that was saved by `Checkpoint`, or by TensorFlow or Keras: parts of it are restored when what they belong to exists.
///
///     let saved = try SavedCheckpoint(path: "run/ckpt-3")
///     let report = try saved.restore(&model)
///     print(report.missing, report.leftOver)   // [] []
///
/// Keras's `save_weights("keras_checkpoint")` names layers by number, which `naming` translates:
///
///     try saved.restore(&model, from: "") { path in
///       path.replacing("hidden.weight", with: "layer_with_weights-0/kernel")
///     }.requireComplete()
public struct SavedCheckpoint: Sendable {
  public let bundle: TensorBundle

  public var path: String { bundle.path }

  /// Opens a checkpoint: `path` is without `.index`.
  ///
  /// - Throws: `TensorBundleError`.
  public init(path: String) throws(TensorBundleError) { bundle = try TensorBundle(path: path) }

  /// The paths of the tensors, as `model/dense/weight`, in bytewise order of their keys.
  public var names: [String] {
    bundle.entries.map(\.name).filter { $0 != ObjectGraph.key }.map { key in
      key.hasSuffix(ObjectPath.suffix) ? String(key.dropLast(ObjectPath.suffix.count)) : key
    }
  }

  /// Holds the bytes of every tensor against their checksums.
  ///
  /// - Throws: `TensorBundleError` for the first tensor that is damaged.
  public func verify() throws {
    for entry in bundle.entries {
      if entry.dtype == .string { _ = try bundle.strings(of: entry.name) } else { try bundle.withBytes(of: entry.name) { _ in } }
    }
  }

  /// The tensor saved under `name`.
  ///
  /// - Throws: `TensorBundleError` if there is none, or its elements are of a type that tensors do not have.
  public func tensor(_ name: String) throws -> AnyTensor {
    let key = key(of: ObjectPath(prefix: name))
    guard let entry = bundle.entry(named: key), let type = entry.tensorType else {
      let found = bundle.entry(named: key)?.dtype
      throw found.map { TensorBundleError.wrongKind(path: path, tensor: key, dtype: $0) }
        ?? .missingTensor(path: path, name: name, names: names)
    }
    return AnyTensor(.leaf(try bundle.hostArray(entry.name, type)))
  }

  /// The number saved under `name`.
  public func integer(_ name: String) throws -> Int {
    let tensor = try tensor(name)
    guard tensor.shape.isEmpty, let number = try tensor.typed(Int64.self)?.readScalars().first else {
      throw TensorBundleError.wrongKind(path: path, tensor: name, dtype: TensorBundleDType(tensor.dtype))
    }
    return Int(number)
  }

  /// The texts saved under `name`.
  public func texts(_ name: String) throws -> [String] {
    let key = key(of: ObjectPath(prefix: name))
    return try bundle.strings(of: key).map { bytes in
      guard let text = String(validating: bytes, as: UTF8.self) else { throw TensorBundleError.malformedStrings(path: path, tensor: key) }
      return text
    }
  }

  /// The key of a tensor; checkpoints of TensorFlow 1 have the bare names of variables.
  func key(of path: ObjectPath) -> String {
    let bare = String(path.key.dropLast(ObjectPath.suffix.count))
    return bundle.entry(named: path.key) == nil && bundle.entry(named: bare) != nil ? bare : path.key
  }
}

extension TensorBundle.Entry {
  /// The type of a tensor with these elements; `nil` where tensors have no such elements.
  var tensorType: TensorType? { dtype.dtype.map { TensorType($0, TensorShape(shape)) } }
}
