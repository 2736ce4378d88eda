/// A serialised program with what is needed to refuse a wrong or damaged one.
///
/// The plugin ends the process on some single flipped bits, so nothing reaches it whose checksum does not agree. The layout
/// is: the mark, the bytes of the signature's text and of the program as two 64-bit numbers, the text, the program, and a
/// 64-bit checksum of all that; numbers little-endian.
enum StoredProgram {
  private static let mark = Array("APUSXLA1".utf8)
  private static let headByteCount = 24

  static func seal(_ content: UnsafeRawBufferPointer, signature: ExecutableSignature) -> [UInt8] {
    let text = Array(signature.description.utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(headByteCount + text.count + content.count + 8)
    bytes += mark
    bytes.append(number: UInt64(text.count))
    bytes.append(number: UInt64(content.count))
    bytes += text
    bytes.append(contentsOf: content)
    let sum = bytes.withUnsafeBytes(checksum)
    bytes.append(number: sum)
    return bytes
  }

  static func open(_ bytes: UnsafeRawBufferPointer, signature: ExecutableSignature) throws(CallProblem) -> UnsafeRawBufferPointer {
    guard bytes.count >= headByteCount + 8, bytes.prefix(8).elementsEqual(mark) else {
      throw .damagedProgram("it does not begin as a stored program does")
    }
    let body = UnsafeRawBufferPointer(rebasing: bytes.dropLast(8))
    guard checksum(body) == number(bytes, bytes.count - 8) else { throw .damagedProgram("its checksum does not agree") }
    let (textCount, contentCount) = (number(bytes, 8), number(bytes, 16))
    let room = UInt64(body.count - headByteCount)
    guard textCount <= room, contentCount == room - textCount else { throw .damagedProgram("its parts have impossible lengths") }
    let text = UnsafeRawBufferPointer(rebasing: body.dropFirst(headByteCount).prefix(Int(textCount)))
    let stored = String(decoding: text, as: UTF8.self)
    guard stored == signature.description else { throw .otherProgram(expected: signature.description, stored: stored) }
    return UnsafeRawBufferPointer(rebasing: body.dropFirst(headByteCount + Int(textCount)))
  }

  /// A 64-bit sum that changes with every single bit: each step is a bijection of the state, eight bytes at a time.
  /// It finds accidents; it is no proof against intent.
  private static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325 &+ UInt64(bytes.count)
    func mix(_ word: UInt64) {
      sum = (sum ^ word) &* 0x9e37_79b9_7f4a_7c15
      sum ^= sum >> 29
    }
    let wordEnd = bytes.count & ~7
    for offset in stride(from: 0, to: wordEnd, by: 8) { mix(number(bytes, offset)) }
    for byte in bytes[wordEnd...] { mix(UInt64(byte)) }
    return sum
  }

  private static func number(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}

extension [UInt8] {
  fileprivate mutating func append(number: UInt64) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}
