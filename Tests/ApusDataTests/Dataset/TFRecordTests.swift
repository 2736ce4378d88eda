import ApusData
import Foundation
import Testing

@testable import ApusData

@Suite struct TFRecordTests {
  private let path = DatasetFixture.path("examples.tfrecord")

  @Test func examplesOfTensorFlowAreRead() throws {
    let examples = try Dataset(examplesOf: [path, path]).collected()
    #expect(examples.count == 8)
    for (index, example) in examples.enumerated() {
      let number = index % 4
      #expect(example["image"]?.bytes == [(0..<number).map(UInt8.init), [0xFF, 0]])
      #expect(example["name"]?.texts == ["Bild \(number) – ä"])
      #expect(example["box"]?.floats == [0.5 * Float(number), -1e-30, 3.4e38])
      #expect(example["label"]?.integers == [Int64(number), -Int64(number), .max - Int64(number)])
      #expect(example["empty"]?.floats == [])
      #expect(example["nothing"] == nil && example["label"]?.bytes == nil)
    }
  }

  @Test func whatIsWrittenIsByteForByteTensorFlows() throws {
    try withTemporaryFolder { folder in
      let copy = folder + "/copy.tfrecord"
      let writer = try TFRecordWriter(copy)
      for example in try Dataset(examplesOf: [path]).collected() { try writer.write(example) }
      try writer.close()
      #expect(try Data(contentsOf: URL(fileURLWithPath: copy)) == Data(contentsOf: URL(fileURLWithPath: path)))
    }
  }

  @Test func recordsAreReadInAnyOrderAndGoOnFromEveryElement() throws {
    let records = try Dataset(recordsOf: [path])
    #expect(records.count == 4)
    try records.shuffled(seed: 3).checkResuming()
    try Dataset(examplesOf: [path]).shuffled(seed: 3).filter { $0["label"] != nil }.checkResuming()
  }

  @Test func aFileThatIsCutOffAnywhereIsAnError() throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let records = try TFRecordFile(path)
    let ends = try (0..<records.count).reduce(into: [0]) { ends, index in
      ends.append((ends.last ?? 0) + 16 + (try records.record(index).count))
    }
    try withTemporaryFolder { folder in
      for length in 0..<bytes.count where !ends.contains(length) {
        let cut = folder + "/cut"
        try bytes.prefix(length).write(to: URL(fileURLWithPath: cut))
        #expect(throws: PipelineError.self, "\(length)") { try Dataset(recordsOf: [cut]) }
      }
    }
  }

  @Test func aByteThatHasChangedIsAnError() throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    try withTemporaryFolder { folder in
      for index in bytes.indices {
        var changed = bytes
        changed[index] ^= 0x10
        let file = folder + "/changed"
        try changed.write(to: URL(fileURLWithPath: file))
        #expect(throws: PipelineError.self, "\(index)") { try Dataset(recordsOf: [file]).collected() }
      }
    }
  }

  @Test func recordsThatAreNoExamplesAreAnErrorAtTheirPlace() throws {
    try withTemporaryFolder { folder in
      let file = folder + "/records"
      let writer = try TFRecordWriter(file)
      try writer.write(TFExample(["a": .integers([1])]))
      try writer.write([0xFF, 0xFF])
      try writer.close()
      var iterator = try Dataset(examplesOf: [file]).makeIterator(epoch: 0)
      #expect(try iterator.nextElement() == TFExample(["a": .integers([1])]))
      let error = #expect(throws: PipelineError.self) { try iterator.nextElement() }
      #expect(error?.description.contains("element  1") == true)
    }
    #expect(throws: PipelineError.self) { try Dataset(recordsOf: ["/nowhere/at all"]) }
    #expect(throws: PipelineError.self) { try Dataset(recordsOf: [NSTemporaryDirectory()]) }
    #expect(throws: PipelineError.self) { try TFRecordWriter("/nowhere/at all") }
  }
}
