import ApusTesting
import Testing
import WireFormats

@Suite struct CRC32CTests {
  struct Vector: Sendable {
    let bytes: [UInt8]
    let value: UInt32
    let masked: UInt32
  }

  /// Those of RFC 3720, appendix B.4, and others that TensorFlow stores.
  static let vectors: [Vector] = [
    Vector(bytes: [], value: 0x0000_0000, masked: 0xA282_EAD8),
    Vector(bytes: Array("123456789".utf8), value: 0xE306_9283, masked: 0xC78A_B0E5),
    Vector(bytes: Array(repeating: 0, count: 8), value: 0x8C28_B28A, masked: 0x0798_0329),
    Vector(bytes: Array(repeating: 0, count: 32), value: 0x8A91_36AA, masked: 0x0FD7_FFFA),
    Vector(bytes: Array(repeating: 0xFF, count: 32), value: 0x62A8_AB43, masked: 0xF909_B029),
    Vector(bytes: [0, 0, 0x40, 0x40], value: 0xF60B_907F, masked: 0xC382_D6EF),
    Vector(bytes: [24, 0, 0, 0, 0, 0, 0, 0], value: 0x4A65_BFE4, masked: 0x224B_7FA3),
  ]

  @Test(arguments: vectors)
  func knownChecksums(vector: Vector) {
    let checksum = CRC32C(vector.bytes)
    #expect(checksum.value == vector.value)
    #expect(checksum.masked == vector.masked)
  }

  /// One bit at a time, as the definition says.
  private func plain(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 0 ? crc >> 1 : crc >> 1 ^ 0x82F6_3B78 }
    }
    return ~crc
  }

  @Test func everyLengthAndEveryCutGivesTheSameAsBitByBit() {
    var generator = SplitMix(seed: 3)
    let bytes = (0..<70).map { _ in UInt8.random(in: 0...255, using: &generator) }
    for length in bytes.indices {
      let prefix = Array(bytes.prefix(length))
      #expect(CRC32C(prefix).value == plain(prefix))
      var pieces = CRC32C()
      pieces.update(Array(prefix.prefix(length / 3)))
      pieces.update(Array(prefix.dropFirst(length / 3)))
      #expect(pieces.value == plain(prefix))
    }
  }
}
