import Checkpoints
import Testing

@Suite struct ShardedSafetensorsTests {
  /// Two shards, `one.safetensors` with `a` and `two.safetensors` with `b`, and an index of this text.
  private func opened(index: String) throws -> ShardedSafetensors {
    try withTemporaryFolder { folder in
      for (file, name) in [("one", "a"), ("two", "b")] {
        try SafetensorsWriter.write(
          [.init(name: name, dtype: .uint8, shape: [1], bytes: Array(name.utf8))], to: "\(folder)/\(file).safetensors")
      }
      let path = folder + "/model.safetensors.index.json"
      try writeBytes(Array(index.utf8), to: path)
      return try ShardedSafetensors(indexPath: path)
    }
  }

  @Test func tensorsAreFoundInTheirShards() throws {
    let model = try opened(
      index: #"{"metadata":{"total_size":2},"weight_map":{"b":"two.safetensors","a":"one.safetensors"}}"#)
    #expect(model.names == ["a", "b"])
    #expect(model.files.map(\.entries.count) == [1, 1])
    #expect(try model.withBytes(of: "a") { $0[0] } == UInt8(ascii: "a"))
    #expect(try model.withBytes(of: "b") { $0[0] } == UInt8(ascii: "b"))
    #expect(model.entry(named: "b")?.shape == [1])
    #expect(model.entry(named: "c") == nil)
    #expect(throws: SafetensorsError.missingTensor(path: model.indexPath, name: "c", names: ["a", "b"])) {
      try model.withBytes(of: "c") { $0.count }
    }
  }

  @Test func aTensorThatItsShardLacksIsNamed() throws {
    let error = #expect(throws: SafetensorsError.self) {
      try opened(index: #"{"weight_map":{"a":"one.safetensors","ghost":"two.safetensors"}}"#)
    }
    guard case .missingInShard(_, shard: "two.safetensors", names: ["ghost"]) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: ["../one.safetensors", "/etc/passwd", "", ".", "..", "folder/one.safetensors"])
  func filesElsewhereAreNotOpened(shard: String) throws {
    let error = #expect(throws: SafetensorsError.self) { try opened(index: "{\"weight_map\":{\"a\":\"\(shard)\"}}") }
    guard case .shardOutsideFolder(_, shard) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [
    "", "{}", "[]", #"{"weight_map":[]}"#, #"{"weight_map":{"a":1}}"#, #"{"weight_map":{}} x"#,
    #"{"weight_map":{"a":"one.safetensors","a":"one.safetensors"}}"#, #"{"weight_map":{},"weight_map":{}}"#,
  ])
  func aMalformedIndexIsRefused(index: String) throws {
    let error = #expect(throws: SafetensorsError.self) { try opened(index: index) }
    guard case .malformedIndex = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func anAbsentShardIsNamed() throws {
    let error = #expect(throws: SafetensorsError.self) { try opened(index: #"{"weight_map":{"a":"three.safetensors"}}"#) }
    guard case .unreadable(let path, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(path.hasSuffix("/three.safetensors"))
  }
}
