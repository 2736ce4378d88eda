extension SafetensorsHeader {
  /// The entries in the order of their bytes, once they are proven to tile the data section without gap or overlap.
  ///
  /// - Parameter data: where the data section lies in the file.
  func entries(tiling data: Range<Int>, path: String) throws(SafetensorsError) -> [SafetensorsFile.Entry] {
    // The header's own order breaks ties between empty tensors, so that the result does not depend on the sort.
    let ordered = descriptions.enumerated().sorted {
      ($0.element.begin, $0.element.end, $0.offset) < ($1.element.begin, $1.element.end, $1.offset)
    }
    let end = descriptions.map(\.end).max() ?? 0
    var position = 0
    var entries: [SafetensorsFile.Entry] = []
    for (_, description) in ordered {
      let name = description.name
      guard let dtype = SafetensorsDType(rawValue: description.dtype) else {
        throw .unknownDType(path: path, tensor: name, dtype: description.dtype)
      }
      guard description.begin == position, description.end >= position else {
        throw .misplaced(path: path, tensor: name, begin: description.begin, end: description.end, expectedBegin: position)
      }
      let byteCount = description.end - description.begin
      guard let expected = dtype.byteCount(of: description.shape), expected == byteCount else {
        throw .wrongByteCount(path: path, tensor: name, dtype: dtype, shape: description.shape, byteCount: byteCount)
      }
      guard description.end <= data.count else {
        throw .dataSize(path: path, expected: end, actual: data.count)
      }
      let range = data.lowerBound + description.begin..<data.lowerBound + description.end
      entries.append(.init(name: name, dtype: dtype, shape: description.shape, byteRange: range))
      position = description.end
    }
    guard position == data.count else { throw .dataSize(path: path, expected: end, actual: data.count) }
    return entries
  }
}
