extension ShardedSafetensors {
  /// The file name of each tensor's shard, from the index's JSON.
  static func readIndex(_ text: ArraySlice<UInt8>) throws(JSONProblem) -> [String: String] {
    var shardNames: [String: String]?
    var json = StrictJSONReader(text)
    try json.readObject("the “{” of the index") { json, key throws(JSONProblem) in
      if key == "weight_map" {
        shardNames = try readWeightMap(&json)
      } else {
        try json.skipValue()
      }
    }
    guard let shardNames else { throw json.problem(expected: "a “weight_map” in the index") }
    try json.finish()
    return shardNames
  }

  private static func readWeightMap(_ json: inout StrictJSONReader) throws(JSONProblem) -> [String: String] {
    var shardNames: [String: String] = [:]
    try json.readObject("an object that maps names of tensors to files") { json, tensor throws(JSONProblem) in
      shardNames[tensor] = try json.readString("the name of a file")
    }
    return shardNames
  }
}
