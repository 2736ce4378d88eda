import Foundation
import Testing
import WireFormats

@testable import Checkpoints

@Suite struct TensorBundleTests {
  private func bytes(ofHex text: String) -> [UInt8] {
    stride(from: 0, to: text.count, by: 2).compactMap { UInt8(text.dropFirst($0).prefix(2), radix: 16) }
  }

  /// Written by TensorFlow 2.21 for two variables without an object graph.
  @Test func twoVariablesHaveTensorFlowsBytes() throws {
    let index = """
      00000608011a020801001c0d622f2e415454524942555445532f5641524941424c455f56414c554508011200200428043510fd784f001c0b772f2e41545452\
      4942555445532f5641524941424c455f56414c554508011200280435efd682c3000000000100000000f3f20aaf000000000100000000c0f2a1b0000102780067\
      000000000100000000b97a78e66c08790e00000000000000000000000000000000000000000000000000000000000000000000000057fb808b247547db
      """
    let suffix = "/.ATTRIBUTES/VARIABLE_VALUE"
    try withTemporaryFolder { folder in
      try TensorBundleWriter.write(
        [
          .init(name: "w" + suffix, dtype: .float32, shape: [], bytes: [0, 0, 0x40, 0x40]),
          .init(name: "b" + suffix, dtype: .float32, shape: [], bytes: [0, 0, 0, 0x40]),
        ], to: folder + "/ckpt")
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/ckpt.index")) == Data(bytes(ofHex: index)))
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/ckpt.data-00000-of-00001")) == Data([0, 0, 0x40, 0x40, 0, 0, 0, 0x40]))
      #expect(try names(in: folder) == ["ckpt.data-00000-of-00001", "ckpt.index"])
    }
  }

  @Test func whatIsWrittenIsReadBack() throws {
    try withTemporaryFolder { folder in
      let bundle = try TensorBundle(path: writeSmallBundle(in: folder))
      #expect(bundle.entries.map(\.name) == ["empty", "half", "mask", "note é", "step", "w"])
      #expect(bundle.entry(named: "w")?.shape == [2, 3])
      #expect(bundle.entry(named: "half")?.dtype == .bfloat16)
      #expect(bundle.entry(named: "absent") == nil)
      #expect(try bundle.withBytes(of: "w") { Array($0) } == Array(0..<24))
      #expect(try bundle.withBytes(of: "step") { $0.loadUnaligned(as: Int64.self) } == 42)
      #expect(try bundle.withBytes(of: "empty") { $0.count } == 0)
      #expect(try bundle.strings(of: "note é").map(\.count) == [3, 0, 300])
    }
  }

  /// The vector that the format's strings were checked with.
  @Test func stringsHaveTensorFlowsBytes() throws {
    let encoded = EncodedStrings([Array("abc".utf8), [], Array(repeating: UInt8(ascii: "x"), count: 300)])
    #expect(Array(encoded.bytes.prefix(12)) == bytes(ofHex: "0300ac02b8fa5dde61626378"))
    #expect(encoded.bytes.count == 311)
    #expect(encoded.checksum.masked == 0x7E17_4150)
  }

  @Test func aTableOfManyBlocksIsReadBack() throws {
    var table = TableWriter()
    let rows = (0..<4000).map { number in
      (key: Array("layer\(10_000 + number)/kernel".utf8), value: Array(repeating: UInt8(number % 251), count: number % 400))
    }
    for row in rows { table.append(key: row.key, value: row.value) }
    let file = table.finish()
    #expect(file.count > 2 * TableFormat.blockByteCount)
    let read = try TableReader(file).entries
    #expect(read.map(\.key) == rows.map(\.key))
    #expect(read.map { Array($0.value) } == rows.map(\.value))
  }

  @Test(arguments: [
    ("abc", "abq", "abd"), ("abc", "abd", "abc"), ("ab", "abc", "ab"), ("a", "z", "b"),
  ])
  func separatorsAreLevelDBs(key: String, next: String, separator: String) {
    #expect(TableWriter.separator(between: Array(key.utf8), and: Array(next.utf8)) == Array(separator.utf8))
  }

  @Test func successorsAreLevelDBs() {
    #expect(TableWriter.successor(of: [119, 47]) == [120])
    #expect(TableWriter.successor(of: [0xFF, 1, 2]) == [0xFF, 2])
    #expect(TableWriter.successor(of: [0xFF]) == [0xFF])
  }

  @Test func theOrderOfDataIsThatOfTheTensors() throws {
    try withTemporaryFolder { folder in
      let bundle = try TensorBundle(path: writeSmallBundle(in: folder))
      #expect(try copiedTensors(bundle).map(\.name).filter { $0 != "empty" } == bundleTensors.map(\.name).filter { $0 != "empty" })
    }
  }

  @Test func severalDataFilesAreRead() throws {
    try withTemporaryFolder { folder in
      let prefix = folder + "/two"
      var table = TableWriter()
      table.append(key: [], value: [0x08, 2])
      for (shard, name) in ["a", "b"].enumerated() {
        let entry = TensorBundle.Entry(
          name: name, dtype: .uint8, shape: [1], shard: shard, byteRange: 0..<1, checksum: CRC32C([UInt8(7 + shard)]).masked)
        table.append(key: Array(name.utf8), value: entry.message)
        try writeBytes([UInt8(7 + shard)], to: TensorBundle.dataPath(of: prefix, shard: shard, of: 2))
      }
      try writeBytes(table.finish(), to: prefix + ".index")
      #expect(try readAll(prefix) == ["a": [7], "b": [8]])
      try FileManager.default.removeItem(atPath: prefix + ".data-00001-of-00002")
      #expect(throws: TensorBundleError.unreadable(path: prefix + ".data-00001-of-00002", reason: "No such file or directory")) {
        try TensorBundle(path: prefix)
      }
    }
  }

  @Test func contentsThatNoCheckpointHoldsAreRefused() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/bad"
      let a = TensorBundleWriter.Tensor(name: "a", dtype: .uint8, shape: [1], bytes: [1])
      #expect(throws: TensorBundleError.duplicateName(path: path, name: "a")) { try TensorBundleWriter.write([a, a], to: path) }
      #expect(throws: TensorBundleError.emptyName(path: path)) {
        try TensorBundleWriter.write([.init(name: "", shape: [], strings: ["x"])], to: path)
      }
      #expect(throws: TensorBundleError.wrongByteCount(path: path, tensor: "a", dtype: .int32, shape: [2], byteCount: 7)) {
        try TensorBundleWriter.write([.init(name: "a", dtype: .int32, shape: [2], bytes: Array(0..<7))], to: path)
      }
      #expect(throws: TensorBundleError.wrongByteCount(path: path, tensor: "s", dtype: .string, shape: [2], byteCount: 6)) {
        try TensorBundleWriter.write([.init(name: "s", shape: [2], strings: ["x"])], to: path)
      }
      let left = try names(in: folder)
      #expect(left == [])
    }
  }

  @Test func stringsAreNoBytesAndBytesNoStrings() throws {
    try withTemporaryFolder { folder in
      let bundle = try TensorBundle(path: writeSmallBundle(in: folder))
      #expect(throws: TensorBundleError.wrongKind(path: bundle.path, tensor: "note é", dtype: .string)) {
        try bundle.withBytes(of: "note é") { _ in }
      }
      #expect(throws: TensorBundleError.wrongKind(path: bundle.path, tensor: "w", dtype: .float32)) { try bundle.strings(of: "w") }
      #expect(throws: TensorBundleError.missingTensor(path: bundle.path, name: "v", names: bundle.entries.map(\.name))) {
        try bundle.withBytes(of: "v") { _ in }
      }
    }
  }
}
