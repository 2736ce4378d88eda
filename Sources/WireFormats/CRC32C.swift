/// The checksum of TensorFlow's files: CRC-32C (Castagnoli), fed piece by piece.
///
///     var checksum = CRC32C()
///     checksum.update([UInt8]("123456789".utf8))
///     print(String(checksum.value, radix: 16))    // e3069283
///     print(String(checksum.masked, radix: 16))   // c78ab0e5
///
/// Eight bytes are taken at a time, with a table for each of their places (Kounavis and Berry, “A systematic approach to building
/// high performance, software-based, CRC generators”, 2005). The parameters are those of RFC 3720, appendix B.4.
package struct CRC32C: Hashable, Sendable {
  private var state: UInt32 = ~0

  package init() {}

  /// The checksum of `bytes`.
  package init(_ bytes: some Sequence<UInt8>) {
    self.init()
    update(Array(bytes))
  }

  package var value: UInt32 { ~state }

  /// The checksum as files hold it: rotated and shifted by a constant, because the checksum of data that contain their own checksum
  /// says little.
  package var masked: UInt32 { (value >> 15 | value << 17) &+ 0xA282_EAD8 }

  package mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var crc = state
    Self.tables.withUnsafeBufferPointer { tables in
      var offset = 0
      while offset + 8 <= bytes.count {
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) ^ UInt64(crc)
        var next: UInt32 = 0
        for place in 0..<8 { next ^= tables[(7 - place) << 8 | Int(truncatingIfNeeded: word >> (8 * place)) & 0xFF] }
        crc = next
        offset += 8
      }
      while offset < bytes.count {
        crc = tables[Int(crc & 0xFF) ^ Int(bytes[offset])] ^ crc >> 8
        offset += 1
      }
    }
    state = crc
  }

  /// Eight tables of 256: what a byte adds to the checksum when `n` zero bytes follow it.
  private static let tables: [UInt32] = {
    let reversedPolynomial: UInt32 = 0x82F6_3B78
    var tables: [UInt32] = (0..<256).map { byte in
      (0..<8).reduce(UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 0 ? 0 : reversedPolynomial) }
    }
    for index in 256..<8 * 256 {
      let before = tables[index - 256]
      tables.append(tables[Int(before & 0xFF)] ^ before >> 8)
    }
    return tables
  }()
}
