import Checkpoints
import Testing

/// Files written by others, good and bad.
@Suite(.enabled(if: SharedSamples.exist, "../shared/samples is not here"))
struct SafetensorsSamplesTests {
  private static let folder = SharedSamples.folder

  @Test(arguments: ["mlp.safetensors", "ok_pad.safetensors"])
  func goodFilesAreRead(name: String) throws {
    let file = try SafetensorsFile(path: "\(Self.folder)/\(name)")
    #expect(file.metadata == ["format": "pt"])
    #expect(file.entries.map(\.name) == ["w1", "b1", "w2", "b2"])
    #expect(file.entries.map(\.shape) == [[3, 4], [4], [4, 2], [2]])
    #expect(file.entries.allSatisfy { $0.dtype == .float32 })
    #expect(try file.withBytes(of: "b2") { Array($0) } == littleEndianBytes([Float(0.01), -0.02]))
  }

  @Test func theWriterMakesTheSampleByteForByte() throws {
    let path = Self.folder + "/mlp.safetensors"
    let file = try SafetensorsFile(path: path)
    let tensors = file.entries.map { entry in
      SafetensorsWriter.Tensor(name: entry.name, dtype: entry.dtype, shape: entry.shape) { body in
        try file.withBytes(of: entry.name, body)
      }
    }
    try withTemporaryFolder { folder in
      try SafetensorsWriter.write(tensors, metadata: file.metadata, order: .asGiven, to: folder + "/copy")
      #expect(try bytes(at: folder + "/copy") == bytes(at: path))
    }
  }

  @Test func aShardedModelIsReadAndEqualsTheWholeOne() throws {
    let whole = try SafetensorsFile(path: Self.folder + "/mlp.safetensors")
    let sharded = try ShardedSafetensors(indexPath: Self.folder + "/sharded/model.safetensors.index.json")
    #expect(sharded.names == whole.entries.map(\.name).sorted())
    for name in sharded.names {
      #expect(try sharded.withBytes(of: name) { Array($0) } == whole.withBytes(of: name) { Array($0) })
    }
  }

  @Test func anIndexThatPromisesAMissingTensorIsRefused() throws {
    let path = Self.folder + "/sharded/bad.safetensors.index.json"
    let shard = "model-00002-of-00002.safetensors"
    #expect(throws: SafetensorsError.missingInShard(path: path, shard: shard, names: ["ghost"])) {
      try ShardedSafetensors(indexPath: path)
    }
  }

  @Test(arguments: ["alias", "dtype", "dup", "hole", "hugeheader", "meta", "shape", "trailing", "trunc"])
  func badFilesAreRefused(name: String) throws {
    #expect(throws: SafetensorsError.self) { try SafetensorsFile(path: "\(Self.folder)/bad/bad_\(name).safetensors") }
  }

  /// The format asks for `{` as the first byte, the official reader does not.
  @Test func aSpaceBeforeTheHeaderIsReadAsTheOfficialReaderDoes() throws {
    let file = try SafetensorsFile(path: Self.folder + "/bad/bad_leadspace.safetensors")
    #expect(file.entries.map(\.name) == ["w1", "b1", "w2", "b2"])
  }
}
