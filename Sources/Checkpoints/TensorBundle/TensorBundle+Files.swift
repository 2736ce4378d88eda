import WireFormats

extension TensorBundle {
  static func indexPath(of prefix: String) -> String { prefix + ".index" }

  /// The data file numbered `shard` from 0.
  static func dataPath(of prefix: String, shard: Int, of count: Int) -> String {
    func fiveDigits(_ number: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }
    return "\(prefix).data-\(fiveDigits(shard))-of-\(fiveDigits(count))"
  }

  static func open(_ path: String) throws(TensorBundleError) -> MappedFile {
    do { return try MappedFile(path: path) } catch { throw .unreadable(path: path, reason: error.reason) }
  }

  static func readTable(_ path: String) throws(TensorBundleError) -> TableReader {
    let file = try open(path)
    // A copy, so that what was checked is what is used even if the file changes meanwhile.
    do { return try TableReader([UInt8](file.bytes)) } catch {
      switch error {
      case .malformed(let problem): throw .malformedIndex(path: path, problem: problem)
      case .corrupt(let offset): throw .corruptIndex(path: path, offset: offset)
      case .compressed(let offset): throw .compressedIndex(path: path, offset: offset)
      }
    }
  }

  /// Reads `BundleHeaderProto`, and refuses what this reader would misread.
  static func readShardCount(_ message: ArraySlice<UInt8>, _ path: String) throws(TensorBundleError) -> Int {
    var shardCount: Int64 = 0, endianness: Int64 = 0
    do {
      var reader = ProtobufReader(message)
      while let field = try reader.next() {
        if field.number == 1 { shardCount = try field.integer() }
        if field.number == 2 { endianness = try field.integer() }
      }
    } catch {
      throw .malformedIndex(path: path, problem: "\(error)")
    }
    guard (1...99_999).contains(shardCount) else { throw .malformedIndex(path: path, problem: "\(shardCount) data files") }
    guard endianness == 0 else { throw .malformedIndex(path: path, problem: "numbers that are big-endian") }
    return Int(shardCount)
  }
}
