/// Reads numbers and runs of bytes front to back.
///
/// A length is compared with what is left before anything is taken, and nothing is copied: a hostile file costs no memory.
package struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// Where the reader stands: an index of the array that it was made from.
  package var offset: Int { position }
  package var isAtEnd: Bool { position == bytes.endIndex }
  package var remainingCount: Int { bytes.endIndex - position }

  package mutating func readByte() throws(WireProblem) -> UInt8 {
    guard position < bytes.endIndex else { throw .truncated(offset: position) }
    defer { position += 1 }
    return bytes[position]
  }

  /// Reads a number of at most 64 bits, seven a byte; ten bytes at most.
  package mutating func readVarint() throws(WireProblem) -> UInt64 {
    let start = position
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 70, by: 7) {
      let byte = try readByte()
      guard shift < 63 || byte <= 1 else { throw .overlongVarint(offset: start) }
      value |= UInt64(byte & 0x7F) << UInt64(shift)
      if byte < 0x80 { return value }
    }
    throw .overlongVarint(offset: start)
  }

  /// Reads a length and requires that as many bytes follow.
  package mutating func readLength() throws(WireProblem) -> Int {
    let start = position
    let length = try readVarint()
    guard length <= UInt64(remainingCount) else { throw .lengthBeyondEnd(length, offset: start) }
    return Int(length)
  }

  package mutating func readBytes(_ count: Int) throws(WireProblem) -> ArraySlice<UInt8> {
    guard count >= 0, count <= remainingCount else { throw .truncated(offset: position) }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// Reads a number whose bytes stand lowest first.
  package mutating func readLittleEndian<Number: FixedWidthInteger>(_: Number.Type = Number.self) throws(WireProblem) -> Number {
    let bytes = try readBytes(MemoryLayout<Number>.size)
    return bytes.reversed().reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
  }
}
