import Foundation
import Testing

@testable import TensorBoard

@Suite struct EventFileTests {
  private func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The records that TensorFlow's own writer makes of these events.
  @Test func recordsHaveTensorFlowsBytes() {
    let version = Event(wallTime: 1_700_000_000, step: 0, content: .fileVersion("brain.Event:2"))
    #expect(
      hex(RecordFraming.framed(version.message))
        == "1800000000000000a37f4b220900000040fc54d9411a0d627261696e2e4576656e743a32eced8f9d")
    let loss = Event(wallTime: 1_700_000_001, step: 1, content: .summary([SummaryValue(tag: "loss", content: .scalar(0.25))]))
    #expect(
      hex(RecordFraming.framed(loss.message))
        == "1a00000000000000129bd82d0900004040fc54d94110012a0d0a0b0a046c6f7373150000803ec7e38834")
  }

  private static let values = [
    SummaryValue(tag: "loss", content: .scalar(-0.5)),
    SummaryValue(tag: "weights", content: .doubles([0, 1, 7], shape: [1, 3]), plugin: .init(name: "histograms")),
    SummaryValue(tag: "note", content: .strings([Array("é".utf8), []]), plugin: .init(name: "text")),
    SummaryValue(tag: "setup", content: .nothing, plugin: .init(name: "hparams", content: [1, 2, 3])),
  ]

  @Test func whatIsWrittenIsReadBack() throws {
    let events = [
      Event(wallTime: 1.5, step: 7, content: .summary(Self.values)),
      Event(wallTime: 2.5, step: -1, content: .graph([1, 2])),
      Event(wallTime: 0, step: .max, content: .fileVersion("x")),
    ]
    for event in events { #expect(try Event(event.message[...]) == event) }
  }

  /// A file of five records, and the names under which they begin.
  private func write(in folder: String) throws -> String {
    let writer = try makeWriter(folder)
    for step in 1...4 { try writer.scalar("loss", Float(step), step: step) }
    try writer.flush()
    return writer.path
  }

  @Test func theFileNameIsThatOfTensorFlow() throws {
    try withTemporaryFolder { folder in
      let name = try write(in: folder).dropFirst(folder.count + 1)
      #expect(name.hasPrefix("events.out.tfevents.1700000000."))
      #expect(name.hasSuffix(".v2"))
      #expect(name.contains(".\(ProcessInfo.processInfo.processIdentifier)."))
    }
  }

  @Test func aFileCutAnywhereIsReadToItsLastWholeRecord() throws {
    try withTemporaryFolder { folder in
      let path = try write(in: folder)
      let whole = try EventFile(path: path)
      #expect(whole.ending == .whole)
      #expect(whole.events.count == 5)
      let starts = whole.records.map(\.startIndex) + [try bytes(at: path).count]
      let handle = try #require(FileHandle(forUpdatingAtPath: path))
      for length in (0..<starts[5]).reversed() {
        try handle.truncate(atOffset: UInt64(length))
        let cut = try EventFile(path: path)
        let count = starts.dropFirst().count { $0 <= length }
        #expect(cut.events == Array(whole.events.prefix(count)), "cut after \(length) bytes")
        #expect(cut.ending == (starts.contains(length) ? .whole : .torn(offset: starts[count])), "cut after \(length) bytes")
      }
    }
  }

  @Test func aFlippedBitAnywhereIsSeen() throws {
    try withTemporaryFolder { folder in
      let path = try write(in: folder)
      let good = try bytes(at: path)
      let whole = try EventFile(path: path)
      for bit in 0..<good.count * 8 {
        var bad = good
        bad[bit / 8] ^= 1 << (bit % 8)
        try TensorBoardTests.write(bad, to: path)
        let start = whole.records.map(\.startIndex).last { $0 <= bit / 8 }
        if start == 0 {
          #expect(throws: EventFileError.notAnEventFile(path: path)) { try EventFile(path: path) }
        } else {
          let read = try EventFile(path: path)
          #expect(read.ending == .corrupt(offset: start ?? -1), "bit \(bit)")
          #expect(read.events == Array(whole.events.prefix(read.events.count)))
        }
      }
    }
  }

  @Test func anotherFileIsNoEventFile() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/x"
      try TensorBoardTests.write(Array("hello, this is another kind of file".utf8), to: path)
      #expect(throws: EventFileError.notAnEventFile(path: path)) { try EventFile(path: path) }
      #expect(throws: EventFileError.self) { try EventFile(path: folder + "/absent") }
      try TensorBoardTests.write([], to: path)
      #expect(try EventFile(path: path).events == [])
    }
  }

  @Test func problemsSayWhatAndWhere() {
    let problems: [EventFileError] = [
      .unreadable(path: "run/x", reason: "why"), .notAnEventFile(path: "run/x"), .unwritable(path: "run/x", reason: "why"),
      .imageSize(tag: "run/x", height: 2, width: 3, channels: 3, byteCount: 5),
    ]
    #expect(problems.allSatisfy { "\($0)".hasPrefix("Apus: ") && "\($0)".contains("run/x") })
    #expect("\(problems[3])".contains("5 bytes"))
  }
}
