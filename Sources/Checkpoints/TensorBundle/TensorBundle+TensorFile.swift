extension TensorBundle: TensorFile {
  /// The tensors under their keys, such as `model/dense/weight/.ATTRIBUTES/VARIABLE_VALUE`. Those of strings are there too, and have
  /// no bytes to be asked for: see ``strings(of:)``.
  public var tensors: [StoredTensor] {
    entries.map { entry in
      StoredTensor(
        name: entry.name, type: "\(entry.dtype)", dtype: entry.dtype.dtype, shape: entry.shape, byteCount: entry.byteRange.count)
    }
  }
}
