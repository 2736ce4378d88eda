import Archives
import Testing

@Suite struct DeflateTests {
  /// Multiplying by an odd number and keeping high bits gives bytes that do not pack, so that both directions take many chunks.
  private let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: ($0 &* 0x9E37_79B9_7F4A_7C15) >> 40) }

  private func unpack(_ packed: [UInt8], byteCount: Int) throws -> [UInt8] {
    try packed.withUnsafeBytes { try Inflater.unpack($0, .none, byteCount: byteCount) }
  }

  @Test func whatIsPackedIsUnpacked() throws {
    for bytes in [[], [7], Array(repeating: 9, count: 1_000_000), bytes] {
      let packed = try #require(bytes.withUnsafeBytes { Deflater.pack($0) })
      #expect(try unpack(packed, byteCount: bytes.count) == bytes)
    }
  }

  @Test func anotherCountThanExpectedIsRefused() throws {
    let packed = try #require(bytes.withUnsafeBytes { Deflater.pack($0) })
    #expect(throws: InflateProblem.byteCount(found: 300_000, expected: 300_001)) { try unpack(packed, byteCount: 300_001) }
    #expect(throws: InflateProblem.self) { try unpack(packed, byteCount: 299_999) }
    #expect(throws: InflateProblem.self) { try unpack(packed.dropLast(), byteCount: 300_000) }
  }

  @Test func theBeginningIsUnpackedWithoutTheRest() throws {
    let packed = try #require(bytes.withUnsafeBytes { Deflater.pack($0) })
    let beginning = try packed.withUnsafeBytes { try Inflater.unpackBeginning($0, .none, byteCount: 10) }
    #expect(beginning.count >= 10 && beginning.count < bytes.count)
    #expect(bytes.starts(with: beginning))
  }

  /// RFC 1952, section 8, and the check value that catalogues of checksums list.
  @Test func checksumsOfPiecesAreThatOfTheWhole() {
    let digits = Array("123456789".utf8)
    digits.withUnsafeBytes { whole in
      let (head, tail) = (UnsafeRawBufferPointer(rebasing: whole[..<4]), UnsafeRawBufferPointer(rebasing: whole[4...]))
      #expect(CRC32.checksum(whole) == 0xCBF4_3926)
      #expect(CRC32.checksum(head, UnsafeRawBufferPointer(start: nil, count: 0), tail) == 0xCBF4_3926)
    }
  }
}
