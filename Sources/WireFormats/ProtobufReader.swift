/// Reads the fields of a protocol buffer message front to back; fields that the caller does not know are its own to skip.
///
///     var reader = ProtobufReader([10, 4, 108, 111, 115, 115, 16, 172, 2])
///     while let field = try reader.next() {
///       switch field.number {
///       case 1: print(try field.string())    // loss
///       case 2: print(try field.integer())   // 300
///       default: break
///       }
///     }
///
/// Every length is compared with what is left before anything is taken, and values are views of the message, not copies.
package struct ProtobufReader {
  private var reader: ByteReader

  package init(_ message: ArraySlice<UInt8>) { reader = ByteReader(message) }

  /// The next field; `nil` at the end.
  package mutating func next() throws(WireProblem) -> ProtobufField? {
    guard !reader.isAtEnd else { return nil }
    let offset = reader.offset
    let tag = try reader.readVarint()
    let number = tag >> 3
    guard number > 0, number < 1 << 29 else { throw .fieldNumber(number, offset: offset) }
    let value: ProtobufField.Value =
      switch WireType(rawValue: UInt8(tag & 7)) {
      case .varint: .varint(try reader.readVarint())
      case .fixed32: .fixed32(try reader.readLittleEndian())
      case .fixed64: .fixed64(try reader.readLittleEndian())
      case .block: .block(try reader.readBytes(reader.readLength()))
      case nil: throw .wireType(UInt8(tag & 7), offset: offset)
      }
    return ProtobufField(number: Int(number), value: value, offset: offset)
  }
}
