extension SafetensorsWriter {
  /// The header's JSON for `tensors` in this order, padded so that the data begin at a multiple of `alignment` bytes.
  static func header(
    of tensors: [Tensor], metadata: [String: String], alignment: Int, path: String
  ) throws(SafetensorsError) -> [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let texts = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      members.append("\"\(SafetensorsHeader.metadataKey)\":{\(texts.map { "\(quoted($0)):\(quoted($1))" }.joined(separator: ","))}")
    }
    var names: Set<String> = []
    var position = 0
    for tensor in tensors {
      guard tensor.name != SafetensorsHeader.metadataKey else { throw .reservedName(path: path, name: tensor.name) }
      guard names.insert(tensor.name).inserted else { throw .duplicateName(path: path, name: tensor.name) }
      let end = tensor.dtype.byteCount(of: tensor.shape).map { position.addingReportingOverflow($0) }
      guard let end, !end.overflow else {
        throw .impossibleShape(path: path, tensor: tensor.name, dtype: tensor.dtype, shape: tensor.shape)
      }
      members.append(
        "\(quoted(tensor.name)):{\"dtype\":\"\(tensor.dtype.rawValue)\",\"shape\":[\(commaSeparated(tensor.shape))],"
          + "\"data_offsets\":[\(position),\(end.partialValue)]}")
      position = end.partialValue
    }
    var header = Array("{\(members.joined(separator: ","))}".utf8)
    let alignment = max(1, alignment), begin = MemoryLayout<UInt64>.size + header.count
    let padding = (alignment - begin % alignment) % alignment
    header.append(contentsOf: repeatElement(UInt8(ascii: " "), count: padding))
    guard header.count <= SafetensorsHeader.maximumByteCount else {
      throw .headerTooLongToWrite(path: path, byteCount: header.count)
    }
    return header
  }

  private static func commaSeparated(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ",") }

  /// A string as JSON: only what must be escaped is, in the shortest way, as the official writer does.
  static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{8}": text += "\\b"
      case "\u{C}": text += "\\f"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x10: text += "\\u000\(String(scalar.value, radix: 16))"
      case _ where scalar.value < 0x20: text += "\\u00\(String(scalar.value, radix: 16))"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
