import Foundation
import Testing

@testable import Datasets

@Suite struct IDXFileReadingTests {
  @Test func readsPackedAndPlainFilesWhateverTheirNames() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let packed = try folder.write(gzipped(IDXFileTests.matrix), to: "matrix")
    let plain = try folder.write(IDXFileTests.matrix, to: "matrix.gz")
    let expected = try IDXFile(parsing: IDXFileTests.matrix)
    #expect(try IDXFile(contentsOfFile: packed) == expected)
    #expect(try IDXFile(contentsOfFile: plain) == expected)
  }

  @Test func everyTruncationOfAPackedFileIsReportedWithItsPath() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let packed = gzipped(IDXFileTests.matrix)
    for length in 0..<packed.count {
      let path = try folder.write(Array(packed[..<length]), to: "matrix.gz")
      let expected: DatasetError =
        length < 2
        ? .damagedIDX(path: path, .truncatedHeader(byteCount: length, needed: 4))
        : .damagedGzip(path: path, .truncated(byteCount: length))
      #expect(throws: expected) { try IDXFile(contentsOfFile: path) }
    }
  }

  @Test func everyFlippedBitOfAPackedFileIsReportedOrHarmless() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let packed = gzipped(IDXFileTests.matrix)
    let expected = try IDXFile(parsing: IDXFileTests.matrix)
    var reported = 0
    for bit in 0..<packed.count * 8 {
      let path = try folder.write(flipping(bit, of: packed), to: "matrix.gz")
      do {
        #expect(try IDXFile(contentsOfFile: path) == expected, "bit \(bit)")
      } catch {
        reported += 1
        #expect(error.description.contains(path))
      }
    }
    // The 6 bytes of time stamp, extra flags and operating system, the text flag and the filling are all that may pass.
    #expect(reported >= (packed.count - 6) * 8 - 1 - 7)
  }

  @Test func whatCannotBeReadIsNamedWithTheReason() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let absent = folder.path + "/absent"
    #expect(throws: DatasetError.unreadable(path: absent, reason: "No such file or directory")) {
      try IDXFile(contentsOfFile: absent)
    }
    #expect(throws: DatasetError.unreadable(path: folder.path, reason: "it is not a regular file")) {
      try IDXFile(contentsOfFile: folder.path)
    }
    #expect(throws: DatasetError.unreadable(path: "/dev/zero", reason: "it is not a regular file")) {
      try IDXFile(contentsOfFile: "/dev/zero")
    }
  }

  @Test func aFileOverTheLimitIsNotRead() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write([1, 2, 3, 4], to: "four")
    #expect(try readFile(path, limit: 4) == [1, 2, 3, 4])
    #expect(throws: DatasetError.tooLarge(path: path, byteCount: 4, limit: 3)) { try readFile(path, limit: 3) }
  }
}
