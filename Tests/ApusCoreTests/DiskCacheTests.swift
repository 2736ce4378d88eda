@testable import ApusGraph
import ApusCore
import Foundation
import Testing

/// Programs in files: found again, never trusted.
@Suite struct DiskCacheTests {
  private static let payload = Array("a compiled program".utf8)

  /// A folder with one file, whose content `damage` changes.
  private func reading(_ damage: (inout [UInt8]) -> Void) throws -> (contents: [UInt8]?, fileRemains: Bool) {
    try withTemporaryFolder { folder in
      let cache = DiskCache(folder: folder)
      cache.store(Self.payload, "key")
      let path = try #require(cache.files.first).path
      var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      damage(&bytes)
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      return (cache.contents("key"), FileManager.default.fileExists(atPath: path))
    }
  }

  @Test func aWholeFileIsRead() throws {
    let (contents, fileRemains) = try reading { _ in }
    #expect(contents == Self.payload)
    #expect(fileRemains)
  }

  @Test func aFlippedBitAnywhereIsNoticedAndTheFileRemoved() throws {
    var count = 0
    _ = try reading { count = $0.count }
    #expect(count > Self.payload.count)
    for index in 0..<count {
      let (contents, fileRemains) = try reading { $0[index] ^= 1 << UInt8(index % 8) }
      #expect(contents == nil, "byte \(index)")
      #expect(!fileRemains, "byte \(index)")
    }
  }

  @Test func aFileOfAnyOtherLengthIsNoticed() throws {
    var count = 0
    _ = try reading { count = $0.count }
    for length in 0..<count { #expect(try reading { $0.removeLast(count - length) }.contents == nil, "\(length) bytes") }
    #expect(try reading { $0.append(0) }.contents == nil)
  }

  @Test func theFolderIsKeptBelowItsLimit() throws {
    try withTemporaryFolder { folder in
      let cache = DiskCache(folder: folder, byteLimit: 200)
      for index in 0..<10 { cache.store(Self.payload, "key\(index)") }
      #expect(cache.files.reduce(0) { $0 + $1.byteCount } <= 200)
      #expect(cache.files.count == 200 / (Self.payload.count + 40))
    }
  }

  @Test func aFolderThatIsNotThereHoldsNothing() throws {
    let cache = DiskCache(folder: "/nonexistent/apus")
    #expect(cache.files.isEmpty)
    #expect(cache.contents("key") == nil)
  }
}

/// The disk cache under an engine.
@Suite(.enabled(if: isPluginInstalled, "needs the XLA plugin"))
struct DiskCacheEngineTests {
  /// Compiles and runs a program, and checks its result.
  private func run(_ cache: DiskCache) throws -> ExecutionReport {
    let engine = Engine(diskCache: cache)
    let (result, numbers) = try withEngine(engine) { (try (large(1) * 2 + 1).readScalars(), try large(1).readScalars()) }
    #expect(result == numbers.map { $0 * 2 + 1 })
    return engine.report
  }

  @Test func aSecondEngineCompilesNothing() throws {
    try withTemporaryFolder { folder in
      let first = try run(DiskCache(folder: folder)), second = try run(DiskCache(folder: folder))
      #expect((first.compilations.count, first.diskCacheHits) == (1, 0))
      #expect((second.compilations.count, second.diskCacheHits) == (0, 1))
    }
  }

  @Test func aDamagedProgramIsCompiledAgain() throws {
    try withTemporaryFolder { folder in
      let cache = DiskCache(folder: folder)
      _ = try run(cache)
      let path = try #require(cache.files.first).path
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      var damaged = stride(from: 0, to: whole.count, by: whole.count / 6).map { index in
        var data = whole
        data[index] ^= 0x10
        return data
      }
      damaged += [Data(), whole.prefix(20), whole.dropLast()]
      for data in damaged {
        try data.write(to: URL(fileURLWithPath: path))
        let report = try run(cache)
        #expect((report.compilations.count, report.diskCacheHits) == (1, 0))
        #expect(try run(cache).diskCacheHits == 1, "the file is whole again")
      }
    }
  }

  @Test func aFolderThatCannotBeWrittenIsNoMistake() throws {
    try withTemporaryFolder { folder in
      try Data().write(to: URL(fileURLWithPath: folder + "/file"))
      let cache = DiskCache(folder: folder + "/file/programs")
      for _ in 0..<2 { #expect(try run(cache).compilations.count == 1) }
      #expect(cache.files.isEmpty)
    }
  }

  /// The child processes of this test share a folder: the first compiles, the second does not.
  @Test func aSecondProcessCompilesNothing() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apus-core-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    await #expect(processExitsWith: .exitCode(10)) { [folder = folder as String] in exitWithCounts(folder) }
    await #expect(processExitsWith: .exitCode(1)) { [folder = folder as String] in exitWithCounts(folder) }
  }
}

/// Ends the process with 10 for each compilation and 1 for each program from disk, of the process's own engine.
private func exitWithCounts(_ folder: String) -> Never {
  setenv("APUS_CACHE", folder, 1)
  if (try? (large(1) * 2 + 1).evaluated()) == nil { exit(99) }
  let report = Context.local.engine.report
  exit(Int32(10 * report.compilations.count + report.diskCacheHits))
}
