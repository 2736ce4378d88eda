import Testing

@testable import Datasets

@Suite struct GzipTests {
  static let text = Array("Apus apus is the common swift.".utf8)
  /// What the program `gzip -n` makes of `text`.
  static let packed: [UInt8] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x73, 0x2c, 0x28, 0x2d, 0x56, 0x48, 0x04, 0x11, 0x99, 0xc5, 0x0a, 0x25,
    0x19, 0xa9, 0x0a, 0xc9, 0xf9, 0xb9, 0xb9, 0xf9, 0x79, 0x0a, 0xc5, 0xe5, 0x99, 0x69, 0x25, 0x7a, 0x00, 0x69, 0x35, 0xf3, 0xdc, 0x1e,
    0x00, 0x00, 0x00,
  ]

  @Test func readsWhatTheGzipProgramWrote() throws {
    #expect(try Gzip.decompress(Self.packed) == Self.text)
  }

  @Test func passesPlainBytesThrough() throws {
    #expect(try Gzip.decompress(Self.text) == Self.text)
    #expect(try Gzip.decompress([]) == [])
    #expect(try Gzip.decompress([0x1f]) == [0x1f])
  }

  @Test func readsMoreThanOneChunk() throws {
    // Multiplying by an odd number and keeping high bits gives bytes that do not pack, so that input and output both take many chunks.
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: ($0 &* 0x9E37_79B9_7F4A_7C15) >> 40) }
    #expect(try Gzip.decompress(gzipped(bytes)) == bytes)
  }

  @Test func joinsMembersAndAllowsZerosBehindThem() throws {
    #expect(try Gzip.decompress(Self.packed + Self.packed) == Self.text + Self.text)
    #expect(try Gzip.decompress(Self.packed + [0, 0, 0]) == Self.text)
  }

  @Test func refusesOtherBytesBehindTheEnd() {
    let reason = "bytes that are not gzip follow the end of the data"
    #expect(throws: GzipError.corrupt(offset: Self.packed.count, reason: reason)) { try Gzip.decompress(Self.packed + [0, 7]) }
  }

  @Test func everyTruncationIsReported() {
    // Shorter than two bytes there is no magic, and nothing says that it was gzip.
    for length in 2..<Self.packed.count {
      #expect(throws: GzipError.truncated(byteCount: length)) { try Gzip.decompress(Array(Self.packed[..<length])) }
    }
  }

  @Test func aSecondMemberMayNotBeTruncatedEither() {
    let both = Self.packed + Self.packed
    for length in (Self.packed.count + 2)..<both.count {
      #expect(throws: GzipError.truncated(byteCount: length)) { try Gzip.decompress(Array(both[..<length])) }
    }
  }

  @Test func noFlippedBitGivesOtherDataInSilence() throws {
    var harmless: [Int] = []
    for bit in 0..<Self.packed.count * 8 {
      let flipped = flipping(bit, of: Self.packed)
      do {
        let result = try Gzip.decompress(flipped)
        // Without its magic the file is plain bytes, for its reader to refuse.
        #expect(result == (bit < 16 ? flipped : Self.text), "bit \(bit)")
        if bit >= 16 { harmless.append(bit / 8) }
      } catch {
        continue
      }
    }
    // The flag "this is text", time stamp, extra flags, operating system, and the filling after the last deflate code.
    #expect(Set(harmless) == [3, 4, 5, 6, 7, 8, 9, 38])
  }

  @Test func everyFlippedBitOfTheChecksumAndTheLengthIsCorruption() {
    for bit in (Self.packed.count - 8) * 8..<Self.packed.count * 8 {
      let error = #expect(throws: GzipError.self) { try Gzip.decompress(flipping(bit, of: Self.packed)) }
      guard case .corrupt = error else {
        Issue.record("bit \(bit) gave \(String(describing: error))")
        continue
      }
    }
  }

  @Test func unpacksUpToTheLimitAndNotFurther() throws {
    let zeros = [UInt8](repeating: 0, count: 1 << 20)
    let bomb = gzipped(zeros)
    #expect(bomb.count < 2_000)
    #expect(try Gzip.decompress(bomb, limit: 1 << 20) == zeros)
    #expect(throws: GzipError.exceedsLimit((1 << 20) - 1)) { try Gzip.decompress(bomb, limit: (1 << 20) - 1) }
    #expect(throws: GzipError.exceedsLimit(10)) { try Gzip.decompress(Self.text, limit: 10) }
    #expect(throws: GzipError.exceedsLimit((1 << 20) + 5)) { try Gzip.decompress(bomb + bomb, limit: (1 << 20) + 5) }
  }
}
