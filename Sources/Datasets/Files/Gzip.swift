import Archives

/// Reads gzip (RFC 1952), all members of a file one after the other.
enum Gzip {
  /// The most bytes that a file may unpack to unless the caller says otherwise: 1 GiB. A kilobyte of gzip can unpack to a megabyte,
  /// and the size that the file itself claims can be a lie, so that memory is bounded by the reader.
  static let defaultLimit = 1 << 30

  /// The unpacked bytes, or `bytes` as they are when they do not begin with gzip's two magic bytes.
  ///
  /// The output grows as bytes arrive; no size that the file claims is believed. Zeros after the last member are padding, as tar writes
  /// it; anything else there is an error.
  ///
  /// - Throws: `GzipError`.
  static func decompress(_ bytes: [UInt8], limit: Int = defaultLimit) throws(GzipError) -> [UInt8] {
    guard hasMagic(bytes, at: 0) else {
      guard bytes.count <= limit else { throw .exceedsLimit(limit) }
      return bytes
    }
    var output: [UInt8] = []
    var offset = 0
    repeat {
      offset = try decompressMember(of: bytes, from: offset, into: &output, limit: limit)
    } while hasMagic(bytes, at: offset)
    guard bytes[offset...].allSatisfy({ $0 == 0 }) else {
      throw .corrupt(offset: offset, reason: "bytes that are not gzip follow the end of the data")
    }
    return output
  }

  private static func hasMagic(_ bytes: [UInt8], at offset: Int) -> Bool {
    bytes[offset...].starts(with: [0x1f, 0x8b])
  }

  /// Unpacks the member that starts at `start`, checks its CRC-32 and length, and returns the offset behind it.
  private static func decompressMember(
    of bytes: [UInt8], from start: Int, into output: inout [UInt8], limit: Int
  ) throws(GzipError) -> Int {
    let inflater = try naming { () throws(InflateProblem) in try Inflater(.gzip) }
    return try bytes.withUnsafeBufferPointer { (input) throws(GzipError) -> Int in
      var offset = start
      while true {
        let step = try naming { () throws(InflateProblem) in try inflater.step(input, from: offset) }
        offset += step.consumed
        guard output.count + step.produced.count <= limit else { throw .exceedsLimit(limit) }
        output.append(contentsOf: step.produced)
        if step.isAtEnd { return offset }
        // Nothing read and nothing written: zlib waits for bytes that the file does not have.
        if step.consumed == 0 && step.produced.isEmpty { throw .truncated(byteCount: bytes.count) }
      }
    }
  }

  /// Gives zlib's problems the names that they have for gzip files.
  private static func naming<Result>(_ body: () throws(InflateProblem) -> Result) throws(GzipError) -> Result {
    do { return try body() } catch {
      switch error {
      case .corrupt(let offset, let reason): throw .corrupt(offset: offset, reason: reason)
      case .byteCount(_, let expected): throw .exceedsLimit(expected)
      case .zlibFailed(let code): throw .zlibFailed(code: code)
      }
    }
  }
}
