import Checkpoints
import Foundation
import Testing
import WireFormats

/// One file is changed in place again and again, which is far quicker than to write thousands.
@Suite struct TensorBundleDamageTests {
  private static let files = ["/small.index", "/small.data-00000-of-00001"]

  @Test(arguments: files) func aFileCutAtAnyLengthIsRefused(name: String) throws {
    try withTemporaryFolder { folder in
      let prefix = try writeSmallBundle(in: folder)
      let handle = try #require(FileHandle(forUpdatingAtPath: folder + name))
      for length in (0..<Int(try handle.seekToEnd())).reversed() {
        try handle.truncate(atOffset: UInt64(length))
        #expect(throws: TensorBundleError.self, "cut after \(length) bytes") { try readAll(prefix) }
      }
    }
  }

  @Test(arguments: files) func aFlippedBitAnywhereIsRefused(name: String) throws {
    try withTemporaryFolder { folder in
      let prefix = try writeSmallBundle(in: folder)
      let good = try bytes(at: folder + name)
      let handle = try #require(FileHandle(forUpdatingAtPath: folder + name))
      func put(_ byte: UInt8, at offset: Int) throws {
        try handle.seek(toOffset: UInt64(offset))
        try handle.write(contentsOf: [byte])
      }
      for bit in 0..<good.count * 8 {
        try put(good[bit / 8] ^ 1 << (bit % 8), at: bit / 8)
        #expect(throws: TensorBundleError.self, "bit \(bit)") { try readAll(prefix).count }
        try put(good[bit / 8], at: bit / 8)
      }
      #expect(try readAll(prefix).count == bundleTensors.count)
    }
  }

  /// Entries with right checksums that say what cannot be: `BundleEntryProto` by hand.
  private static let lies: [(name: String, entry: @Sendable (inout ProtobufWriter) -> Void)] = [
    (
      "negative size",
      {
        $0.integer(1, 1); $0.integer(5, -4)
      }
    ),
    (
      "enormous offset",
      {
        $0.integer(1, 1); $0.integer(4, .max); $0.integer(5, 4)
      }
    ),
    (
      "beyond the file",
      {
        $0.integer(1, 1); $0.integer(4, 1 << 40); $0.integer(5, 4)
      }
    ),
    (
      "another shard",
      {
        $0.integer(1, 1); $0.integer(3, 5); $0.integer(5, 4)
      }
    ),
    (
      "enormous shape",
      {
        $0.integer(1, 1); $0.message(2) { shape in for _ in 0..<3 { shape.message(2) { $0.integer(1, 1 << 40) } } }
      }
    ),
    (
      "negative shape",
      {
        $0.integer(1, 1); $0.message(2) { shape in shape.message(2) { $0.integer(1, -1) } }; $0.integer(5, 4)
      }
    ),
    (
      "many strings",
      {
        $0.integer(1, 7); $0.message(2) { shape in shape.message(2) { $0.integer(1, 1 << 40) } }; $0.integer(5, 4)
      }
    ),
    ("unknown type", { $0.integer(1, 77) }),
    (
      "partitioned",
      {
        $0.integer(1, 1); $0.message(7) { _ in }
      }
    ),
    ("no message", { $0.integer(2, 1) }),
  ]

  @Test(arguments: lies.indices) func anImpossibleEntryIsRefused(row: Int) throws {
    let (name, write) = Self.lies[row]
    var entry = ProtobufWriter()
    write(&entry)
    try withTemporaryFolder { folder in
      try writeBytes(indexFile([([], [0x08, 1]), (Array("w".utf8), entry.bytes)]), to: folder + "/lie.index")
      try writeBytes([0, 0, 0, 0], to: folder + "/lie.data-00000-of-00001")
      #expect(throws: TensorBundleError.self, "\(name)") { try readAll(folder + "/lie") }
    }
  }

  @Test func aPartitionedVariableAndACompressedBlockAreNamed() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/lie.index"
      try writeBytes(indexFile([([], [0x08, 1]), (Array("w".utf8), [0x3A, 0])]), to: path)
      #expect(throws: TensorBundleError.partitioned(path: path, tensor: "w")) { try TensorBundle(path: folder + "/lie") }
      try writeBytes(indexFile([([], [0x08, 1])], compression: 1), to: path)
      #expect(throws: TensorBundleError.compressedIndex(path: path, offset: 0)) { try TensorBundle(path: folder + "/lie") }
      try writeBytes(indexFile([([], [0x08, 1, 0x10, 1])]), to: path)
      #expect(throws: TensorBundleError.malformedIndex(path: path, problem: "numbers that are big-endian")) {
        try TensorBundle(path: folder + "/lie")
      }
      try writeBytes(indexFile([(Array("w".utf8), [])]), to: path)
      #expect(throws: TensorBundleError.malformedIndex(path: path, problem: "a table without the header of a checkpoint")) {
        try TensorBundle(path: folder + "/lie")
      }
    }
  }

  /// A table of one block, without shared keys, written by hand.
  private func indexFile(_ entries: [(key: [UInt8], value: [UInt8])], compression: UInt8 = 0) -> [UInt8] {
    var file: [UInt8] = []
    func block(_ entries: [(key: [UInt8], value: [UInt8])], _ compression: UInt8) -> [UInt8] {
      var bytes: [UInt8] = []
      for (key, value) in entries { bytes += [0, UInt8(key.count), UInt8(value.count)] + key + value }
      bytes += [0, 0, 0, 0, 1, 0, 0, 0, compression]
      let count = bytes.count - 1
      bytes.appendLittleEndian(CRC32C(bytes).masked)
      defer { file += bytes }
      var handle: [UInt8] = []
      handle.appendVarint(UInt64(file.count))
      handle.appendVarint(UInt64(count))
      return handle
    }
    let data = block(entries, compression)
    let metaindex = block([], 0)
    let footer = metaindex + block([([0xFF], data)], 0)
    file += footer + Array(repeating: 0, count: 40 - footer.count) + [0x57, 0xFB, 0x80, 0x8B, 0x24, 0x75, 0x47, 0xDB]
    return file
  }
}
