extension Checkpoint {
  /// Writes `prefix.index` and `prefix.data-00000-of-00001`, each complete on disk before it gets its name.
  ///
  /// - Throws: `TensorBundleError`, `AtomicFileError`, or why a tensor could not be computed.
  public func save(to prefix: String) throws { try save(to: prefix, count: 1, in: .system) }

  /// - Parameter count: how many checkpoints there were with this one, which TensorFlow keeps as `save_counter`.
  package func save(to prefix: String, count: Int, in fileSystem: FileSystem) throws {
    let counter = ObjectPath(prefix: "save_counter")
    let tensors =
      values.map { path, value in tensor(value, named: path.key) } + [
        .init(name: counter.key, dtype: .int64, shape: []) { body in try withUnsafeBytes(of: Int64(count).littleEndian, body) },
        .init(name: ObjectGraph.key, shape: [], strings: [ObjectGraph(values.map(\.path) + [counter]).message]),
      ]
    try TensorBundleWriter.write(tensors, to: prefix, in: fileSystem)
  }

  private func tensor(_ value: Value, named name: String) -> TensorBundleWriter.Tensor {
    switch value {
    case .texts(let texts): return .init(name: name, shape: [texts.count], strings: texts)
    case .tensor(let tensor):
      let (node, engine) = (tensor.node, self.engine)
      return .init(name: name, dtype: TensorBundleDType(node.dtype), shape: node.shape.dimensions) { body in
        let array = try engine.read(node)
        try withExtendedLifetime((array, tensor)) {
          try body(UnsafeRawBufferPointer(start: array.pointer, count: array.type.byteCount))
        }
      }
    }
  }
}
