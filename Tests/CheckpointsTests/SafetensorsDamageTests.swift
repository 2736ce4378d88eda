import Checkpoints
import Foundation
import Testing

/// One file is changed in place again and again, which is far quicker than to write thousands.
@Suite struct SafetensorsDamageTests {
  private let good = safetensors(header: officialHeader, data: officialData)

  @Test func aFileCutAtAnyLengthIsRefused() throws {
    try expectEveryCutIsRefused(good, name: "cut.safetensors", as: SafetensorsError.self) { _ = try SafetensorsFile(path: $0) }
  }

  /// A flipped bit in a name, in a metadata text or in the shape of an empty tensor makes another valid file; it must then
  /// show, and change nothing else.
  @Test func aFlippedBitOfTheHeaderIsRefusedOrShows() throws {
    let whole = try open(good)
    func elementCount(_ entry: SafetensorsFile.Entry) -> Int { entry.shape.reduce(1, *) }
    try withTemporaryFolder { folder in
      let path = folder + "/flipped.safetensors"
      try writeBytes(good, to: path)
      let handle = try #require(FileHandle(forUpdatingAtPath: path))
      func put(_ byte: UInt8, at offset: Int) throws {
        try handle.seek(toOffset: UInt64(offset))
        try handle.write(contentsOf: [byte])
      }
      var refused = 0
      for bit in 0..<(8 + officialHeader.utf8.count) * 8 {
        try put(good[bit / 8] ^ 1 << (bit % 8), at: bit / 8)
        defer { try? put(good[bit / 8], at: bit / 8) }
        let file: SafetensorsFile
        do { file = try SafetensorsFile(path: path) } catch {
          refused += 1
          continue
        }
        #expect(file.entries.map(\.dtype) == whole.entries.map(\.dtype), "bit \(bit)")
        #expect(file.entries.map(elementCount) == whole.entries.map(elementCount), "bit \(bit)")
        #expect(file.entries.map(\.byteRange) == whole.entries.map(\.byteRange), "bit \(bit)")
        #expect(file.entries != whole.entries || file.metadata != whole.metadata, "bit \(bit)")
      }
      #expect(refused > 8 * officialHeader.utf8.count / 2)
      #expect(try bytes(at: path) == good)
    }
  }

  @Test func bytesAtRandomAreRefused() throws {
    var generator = SplitMix(state: 7)
    for length in stride(from: 0, to: 400, by: 3) {
      var bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
      for index in bytes.indices.prefix(8).dropFirst() { bytes[index] = 0 }  // a header that fits, where the file is long enough
      #expect(throws: SafetensorsError.self) { try open(bytes) }
    }
  }
}

/// The generator of Steele, Lea and Flood (2014), so that a failing test fails again.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
