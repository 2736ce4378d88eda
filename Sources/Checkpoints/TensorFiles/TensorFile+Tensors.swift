extension TensorFile {
  /// What the file says about the tensor called `name`, if there is one.
  public func description(of name: String) -> StoredTensor? { tensors.first { $0.name == name } }

  /// The tensor called `name`.
  ///
  /// - Throws: `TensorFileError` if there is none, or if its elements are of a type that tensors do not have; the format's error where
  ///   its bytes are damaged.
  public func tensor(_ name: String) throws -> AnyTensor {
    guard let stored = description(of: name) else {
      throw TensorFileError.missingTensor(path: path, name: name, names: tensors.map(\.name))
    }
    return AnyTensor(.leaf(try hostArray(of: stored)))
  }

  /// All tensors of the file by name.
  ///
  /// - Throws: as `tensor(_:)`.
  package func tensorsByName() throws -> [String: AnyTensor] {
    try Dictionary(tensors.map { ($0.name, AnyTensor(.leaf(try hostArray(of: $0)))) }, uniquingKeysWith: { first, _ in first })
  }

  /// A copy of a tensor's elements in memory of its own.
  func hostArray(of stored: StoredTensor) throws -> HostArray {
    guard let dtype = stored.dtype else {
      throw TensorFileError.unsupportedType(path: path, tensor: stored.name, type: stored.type)
    }
    return try hostArray(stored.name, TensorType(dtype, TensorShape(stored.shape)))
  }

  /// A copy of the elements of the tensor called `name`, which has this type.
  func hostArray(_ name: String, _ type: TensorType) throws -> HostArray {
    let array = try HostArray(uninitialized: type)
    try withExtendedLifetime(array) {
      try read(name, into: UnsafeMutableRawBufferPointer(start: array.pointer, count: array.type.byteCount))
    }
    return array
  }
}
