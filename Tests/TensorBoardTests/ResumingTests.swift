import Foundation
import Synchronization
import Testing

@testable import TensorBoard

@Suite struct ResumingTests {
  private func run(_ folder: String, steps: ClosedRange<Int>, resumingAfterStep step: Int? = nil) throws -> String {
    let writer = try makeWriter(folder, resumingAfterStep: step)
    for step in steps { try writer.scalars([("loss", 1 / Float(step)), ("accuracy", Float(step))], step: step) }
    try writer.flush()
    return writer.path
  }

  @Test func aRunThatGoesOnLeavesTheFileOfOneThatWasNotInterrupted() throws {
    try withTemporaryFolder { folder in
      let whole = try bytes(at: run(folder + "/whole", steps: 1...10))
      let path = try run(folder + "/cut", steps: 1...7)
      #expect(try run(folder + "/cut", steps: 5...10, resumingAfterStep: 4) == path)
      #expect(try bytes(at: path) == whole)
      #expect(try EventFile(path: path).scalars("accuracy").map(\.step) == Array(1...10))
    }
  }

  @Test func aTornRecordIsRemovedBeforeTheRunGoesOn() throws {
    try withTemporaryFolder { folder in
      let whole = try bytes(at: run(folder + "/whole", steps: 1...6))
      let path = try run(folder + "/cut", steps: 1...4)
      try write(try bytes(at: path).dropLast(3), to: path)
      _ = try run(folder + "/cut", steps: 4...6, resumingAfterStep: 3)
      #expect(try bytes(at: path) == whole)
    }
  }

  @Test func anEmptyFileGetsItsVersionBack() throws {
    try withTemporaryFolder { folder in
      let whole = try bytes(at: run(folder + "/whole", steps: 1...2))
      let path = try run(folder + "/cut", steps: 1...2)
      try write(try bytes(at: path).prefix(5).map { $0 }, to: path)
      _ = try run(folder + "/cut", steps: 1...2, resumingAfterStep: 0)
      #expect(try bytes(at: path) == whole)
    }
  }

  @Test func withoutAFileARunThatGoesOnBeginsOne() throws {
    try withTemporaryFolder { folder in
      let path = try run(folder, steps: 3...4, resumingAfterStep: 2)
      #expect(try EventFile(path: path).events.count == 3)
    }
  }

  @Test func eachWriterHasAFileOfItsOwn() throws {
    try withTemporaryFolder { folder in
      let first = try makeWriter(folder)
      let second = try makeWriter(folder)
      #expect(first.path != second.path)
    }
  }

  /// Nothing is written until it is due, and nothing is lost when the writer is let go of.
  @Test func eventsAreWrittenTogether() throws {
    try withTemporaryFolder { folder in
      final class Clock: Sendable { let time = Mutex(100.0) }
      let clock = Clock()
      var file: EventFileWriter? = try EventFileWriter(folder: folder, flushInterval: 10) { clock.time.withLock { $0 } }
      let path = try #require(file?.path)
      func count() throws -> Int {
        let file = try EventFile(path: path)
        return file.events.count
      }
      try file?.append(.graph([1]), step: 1)
      #expect(try count() == 1)
      clock.time.withLock { $0 = 111 }
      try file?.append(.graph([2]), step: 2)
      #expect(try count() == 3)
      try file?.append(.graph([3]), step: 3)
      #expect(try count() == 3)
      try file?.append(.graph([UInt8](repeating: 0, count: EventFileWriter.pendingByteLimit)), step: 4)
      #expect(try count() == 5)
      try file?.append(.graph([5]), step: 5)
      file = nil
      #expect(try count() == 6)
      #expect(try EventFile(path: path).events.map(\.wallTime) == [100, 100, 111, 111, 111, 111])
    }
  }

  @Test func aFolderThatCannotBeMadeIsNamed() throws {
    try withTemporaryFolder { folder in
      try write([1], to: folder + "/file")
      #expect(throws: EventFileError.self) { try SummaryWriter(folder: folder + "/file/run") }
    }
  }

  @Test func aWriterThatIsKilledLeavesWholeRecords() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apus-killed-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
      let writer = try makeWriter(folder)
      for step in 1...100 {
        try writer.scalar("loss", 1, step: step)
        if step == 60 { try writer.flush() }
      }
      raise(SIGKILL)
    }
    let files = try EventFileWriter.eventFiles(in: folder)
    let file = try EventFile(path: try #require(files.first))
    #expect(file.ending == .whole)
    #expect(file.events.count == 61)
  }
}
