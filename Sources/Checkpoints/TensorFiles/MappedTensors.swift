/// A file whose tensors lie in memory as they are.
protocol MappedTensors {
  /// The bytes of a tensor, and what keeps them alive; `nil` if there is no such tensor.
  func mapping(of name: String) -> (bytes: UnsafeRawBufferPointer, owner: AnyObject)?
}

extension SafetensorsFile: MappedTensors {
  func mapping(of name: String) -> (bytes: UnsafeRawBufferPointer, owner: AnyObject)? {
    entry(named: name).map { (UnsafeRawBufferPointer(rebasing: file.bytes[$0.byteRange]), file) }
  }
}

extension ShardedSafetensors: MappedTensors {
  func mapping(of name: String) -> (bytes: UnsafeRawBufferPointer, owner: AnyObject)? {
    shardOfTensor[name].flatMap { files[$0].mapping(of: name) }
  }
}

extension TensorFile {
  /// The elements of a tensor where the file's mapping has them, if the device can use them there: they begin at a multiple of 64 bytes.
  func arrayInPlace(_ stored: StoredTensor) -> HostArray? {
    guard let dtype = stored.dtype, let (bytes, owner) = (self as? any MappedTensors)?.mapping(of: stored.name) else { return nil }
    return HostArray(type: TensorType(dtype, TensorShape(stored.shape)), sharing: bytes, owner: owner)
  }
}
