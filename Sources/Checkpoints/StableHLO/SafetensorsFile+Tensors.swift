extension SafetensorsFile {
  /// All tensors of the file by name.
  ///
  /// - Throws: `SafetensorsError.unknownDType` for elements that tensors do not have.
  package func tensors() throws -> [String: AnyTensor] {
    var tensors: [String: AnyTensor] = [:]
    for entry in entries {
      guard let dtype = entry.dtype.dtype else {
        throw SafetensorsError.unknownDType(path: path, tensor: entry.name, dtype: entry.dtype.rawValue)
      }
      tensors[entry.name] = AnyTensor(.leaf(try array(entry, TensorType(dtype, TensorShape(entry.shape)))))
    }
    return tensors
  }

  /// A copy of a tensor, which has this type.
  func array(_ entry: Entry, _ type: TensorType) throws -> HostArray {
    let array = try HostArray(uninitialized: type)
    try withBytes(of: entry.name) { bytes in
      if let start = bytes.baseAddress { array.pointer.copyMemory(from: start, byteCount: bytes.count) }
    }
    return array
  }
}
