/// One field of a message, read as what the message says it is.
package struct ProtobufField {
  enum Value {
    case varint(UInt64)
    case fixed32(UInt32)
    case fixed64(UInt64)
    case block(ArraySlice<UInt8>)
  }

  package let number: Int
  let value: Value
  /// Where the field begins.
  package let offset: Int

  private var unexpected: WireProblem { .unexpectedType(field: number, offset: offset) }

  /// `int32`, `int64`, `bool` and enumerations.
  package func integer() throws(WireProblem) -> Int64 {
    guard case .varint(let bits) = value else { throw unexpected }
    return Int64(bitPattern: bits)
  }

  /// `sint64`.
  package func zigzag() throws(WireProblem) -> Int64 {
    guard case .varint(let bits) = value else { throw unexpected }
    return Int64(bitPattern: bits >> 1) ^ -Int64(bits & 1)
  }

  /// A repeated `int32` or `int64`, packed or one number of it.
  package func integers() throws(WireProblem) -> [Int64] {
    guard case .block(let bytes) = value else { return [try integer()] }
    var reader = ByteReader(bytes)
    var numbers: [Int64] = []
    while !reader.isAtEnd { numbers.append(Int64(bitPattern: try reader.readVarint())) }
    return numbers
  }

  package func fixed32() throws(WireProblem) -> UInt32 {
    guard case .fixed32(let bits) = value else { throw unexpected }
    return bits
  }

  package func fixed64() throws(WireProblem) -> UInt64 {
    guard case .fixed64(let bits) = value else { throw unexpected }
    return bits
  }

  package func float() throws(WireProblem) -> Float { Float(bitPattern: try fixed32()) }

  package func double() throws(WireProblem) -> Double { Double(bitPattern: try fixed64()) }

  /// The bytes of a `bytes` field or of a message.
  package func block() throws(WireProblem) -> ArraySlice<UInt8> {
    guard case .block(let bytes) = value else { throw unexpected }
    return bytes
  }

  package func string() throws(WireProblem) -> String {
    guard let text = String(validating: try block(), as: UTF8.self) else { throw .invalidText(offset: offset) }
    return text
  }

  package func message() throws(WireProblem) -> ProtobufReader { ProtobufReader(try block()) }
}
