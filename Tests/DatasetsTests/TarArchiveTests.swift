import Foundation
import Testing

@testable import Datasets

@Suite struct TarArchiveTests {
  /// As an archive of another program has them: two files, a folder, a link, a file in a long folder.
  private static let archive: [UInt8] =
    entry("folder/", type: "5") + entry("folder/a.txt", [1, 2, 3]) + entry("empty", []) + entry("link", type: "2")
    + entry("b.bin", [UInt8](repeating: 7, count: 513), prefix: "a/long/folder") + [UInt8](repeating: 0, count: 1024)

  @Test func filesAreReadAndEverythingElseIsPassedOver() throws {
    let files = try TarArchive(parsing: Self.archive).files
    #expect(Set(files.keys) == ["folder/a.txt", "empty", "a/long/folder/b.bin"])
    #expect(files["folder/a.txt"].map(Array.init) == [1, 2, 3])
    #expect(files["empty"]?.count == 0)
    #expect(files["a/long/folder/b.bin"].map(Array.init) == [UInt8](repeating: 7, count: 513))
  }

  @Test func anArchiveOfAnotherProgramReads() throws {
    let files = try TarArchive(contentsOfFile: CIFARSample.archive).files
    #expect(files.mapValues(\.count)["cifar-10-batches-bin/data_batch_5.bin"] == 4 * 3_073)
    #expect(files.count == 6)
  }

  @Test func gnuArchivesHaveNoPrefix() throws {
    let bytes = Self.entry("a", [1], prefix: "00000000000", magic: "ustar  ") + [UInt8](repeating: 0, count: 512)
    #expect(try TarArchive(parsing: bytes).files.keys.map(\.self) == ["a"])
  }

  @Test func theLaterOfTwoFilesWithOneNameCounts() throws {
    let bytes = Self.entry("a", [1]) + Self.entry("a", [2]) + [UInt8](repeating: 0, count: 512)
    #expect(try TarArchive(parsing: bytes).files["a"].map(Array.init) == [2])
  }

  @Test func anArchiveCutOffAnywhereIsAnError() throws {
    let end = Self.archive.count - 512
    for length in 0..<end {
      #expect(throws: TarError.truncated(byteCount: length)) { try TarArchive(parsing: Array(Self.archive[..<length])) }
    }
    #expect(try TarArchive(parsing: Array(Self.archive[..<end])).files.count == 3)
  }

  @Test func aBitFlippedInAHeaderIsAnErrorOrChangesNothing() throws {
    let files = try TarArchive(parsing: Self.archive).files
    var errorCount = 0
    for offset in 512..<1_024 {
      for bit in 0..<8 {
        var bytes = Self.archive
        bytes[offset] ^= 1 << bit
        do throws(TarError) { #expect(try TarArchive(parsing: bytes).files == files) } catch {
          errorCount += 1
          guard case .damagedHeader(offset: 512, _) = error else {
            Issue.record("\(error)")
            continue
          }
        }
      }
    }
    // All but the bits behind the end of the checksum's digits.
    #expect(errorCount >= 510 * 8)
  }

  @Test func sizesThatAreNoneOrTooLargeAreErrors() {
    #expect(throws: TarError.self) { try TarArchive(parsing: Self.entry("a", [1], size: "999") + [UInt8](repeating: 0, count: 512)) }
    #expect(throws: TarError.self) { try TarArchive(parsing: Self.entry("a", [1], size: "") + [UInt8](repeating: 0, count: 512)) }
    let huge = Self.entry("a", [1], size: "77777777777") + [UInt8](repeating: 0, count: 512)
    #expect(throws: TarError.truncated(byteCount: huge.count)) { try TarArchive(parsing: huge) }
    #expect(throws: TarError.self) { try TarArchive(parsing: [UInt8](repeating: 0x41, count: 2_048)) }
  }

  /// A header of POSIX.1-1988 with the contents, filled up to whole blocks.
  private static func entry(
    _ name: String, _ contents: [UInt8] = [], type: String = "0", prefix: String = "", magic: String = "ustar\0", size: String? = nil
  ) -> [UInt8] {
    func field(_ text: String, _ length: Int) -> [UInt8] { Array((Array(text.utf8) + [UInt8](repeating: 0, count: length)).prefix(length)) }
    func octal(_ number: Int, _ length: Int) -> String {
      let digits = String(number, radix: 8)
      return String(repeating: "0", count: length - 1 - digits.count) + digits
    }
    let head = field(name, 100) + field("0000644", 8) + field("0000000", 8) + field("0000000", 8)
    let sizes = field(size ?? octal(contents.count, 12), 12) + field(octal(0, 12), 12)
    let rest = field(type, 1) + field("", 100) + field(magic, 8) + field("", 80) + field(prefix, 155) + field("", 12)
    let sum = (head + sizes + rest).reduce(8 * 32) { $0 + Int($1) }
    let header = head + sizes + field(octal(sum, 7) + "\0 ", 8) + rest
    return header + contents + [UInt8](repeating: 0, count: (512 - contents.count % 512) % 512)
  }
}
