import Archives
import Testing

@Suite struct ZipTests {
  private typealias Member = (name: String, contents: [UInt8], isPacked: Bool)

  private static let members: [Member] = [
    ("a.txt", Array("Apus apus is the common swift.".utf8), false), ("Ärger/b.bin", Array(repeating: 7, count: 3_000), true),
    ("empty", [], false), ("packed and empty", [], true),
  ]

  private static func archive(_ members: [Member]) throws -> [UInt8] {
    var zip = ZipWriter()
    var bytes: [UInt8] = []
    for (name, contents, isPacked) in members {
      let packed = isPacked ? contents.withUnsafeBytes { Deflater.pack($0) } : nil
      #expect((packed != nil) == isPacked)
      bytes += zip.header(
        name: name, byteCount: contents.count, checksum: contents.withUnsafeBytes { CRC32.checksum($0) }, packedByteCount: packed?.count)
      bytes += packed ?? contents
    }
    return bytes + zip.finish()
  }

  private static func contents(_ bytes: [UInt8]) throws -> [(String, [UInt8])] {
    try bytes.withUnsafeBytes { bytes in
      try ZipArchive(bytes).entries.map { ($0.name, try ZipArchive.unpack($0, in: bytes)) }
    }
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let read = try Self.contents(Self.archive(Self.members))
    #expect(read.map(\.0) == Self.members.map(\.name))
    #expect(read.map(\.1) == Self.members.map(\.contents))
  }

  @Test func packedMembersTakeLessRoom() throws {
    #expect(try Self.archive(Self.members).count < 1_000)
  }

  @Test func aCommentBehindTheArchiveIsPassedOver() throws {
    var bytes = try Self.archive(Self.members)
    bytes[bytes.count - 2] = 5
    #expect(try Self.contents(bytes + Array("hello".utf8)).count == 4)
    #expect(throws: ZipProblem.noDirectory) { try Self.contents(bytes + Array("hell".utf8)) }
  }

  @Test func anArchiveCutAtAnyLengthIsRefused() throws {
    let good = try Self.archive(Self.members)
    for length in 0..<good.count {
      #expect(throws: ZipProblem.self, "\(length) bytes") { try Self.contents(Array(good[..<length])) }
    }
  }

  /// Dates, versions, permissions and the like are not used; what is used is either refused or shows in a name.
  @Test func noFlippedBitGivesOtherContentsInSilence() throws {
    let good = try Self.archive(Self.members)
    let whole = try Self.contents(good)
    for bit in 0..<good.count * 8 {
      var bytes = good
      bytes[bit / 8] ^= 1 << (bit % 8)
      let read: [(String, [UInt8])]
      do { read = try Self.contents(bytes) } catch {
        #expect(error is ZipProblem, "bit \(bit): \(error)")
        continue
      }
      let known = Dictionary(uniqueKeysWithValues: whole)
      for (name, contents) in read { #expect(known[name] == nil || known[name] == contents, "bit \(bit)") }
    }
  }

  @Test func twoMembersOfOneNameAreRefused() throws {
    let bytes = try Self.archive([Self.members[0], Self.members[0]])
    #expect(throws: ZipProblem.duplicateName("a.txt")) { try Self.contents(bytes) }
  }

  @Test func aMemberThatClaimsMoreThanDeflateCanPackIsRefusedBeforeItIsUnpacked() throws {
    let packed = try #require([UInt8](repeating: 0, count: 100).withUnsafeBytes { Deflater.pack($0) })
    var zip = ZipWriter()
    let header = zip.header(name: "bomb", byteCount: 1 << 40, checksum: 0, packedByteCount: packed.count)
    let error = #expect(throws: ZipProblem.self) { try Self.contents(header + packed + zip.finish()) }
    #expect("\(try #require(error))".contains("“bomb” cannot have 1099511627776 bytes"))
  }

  /// An empty member stands for one of 5 GB, whose size and place need 64 bits.
  @Test func sizesBeyondFourGigabytesStandInTheirOwnField() throws {
    var zip = ZipWriter()
    _ = zip.header(name: "large", byteCount: 5 << 30, checksum: 0)
    _ = zip.header(name: "behind", byteCount: 0, checksum: 0)
    let end = zip.finish()
    // The directory is right and the contents are not there: each is found to reach beyond the archive.
    let error = #expect(throws: ZipProblem.self) { try Self.contents(end) }
    #expect("\(try #require(error))".contains("byte"))
    #expect(end.count > 2 * 46 + 56 + 20 + 22)
  }
}
