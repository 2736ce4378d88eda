extension SafetensorsFile: TensorFile {
  public var tensors: [StoredTensor] { entries.map(StoredTensor.init) }
}

extension ShardedSafetensors: TensorFile {
  public var path: String { indexPath }

  /// The tensors that the index promises, shard by shard.
  public var tensors: [StoredTensor] {
    files.enumerated().flatMap { shard, file in
      file.entries.filter { shardOfTensor[$0.name] == shard }.map(StoredTensor.init)
    }
  }
}

extension StoredTensor {
  fileprivate init(_ entry: SafetensorsFile.Entry) {
    self.init(
      name: entry.name, type: entry.dtype.rawValue, dtype: entry.dtype.dtype, shape: entry.shape, byteCount: entry.byteRange.count)
  }
}
