import WireFormats

/// How a tensor of strings lies in a data file: the lengths, a checksum of them, and the bytes of all strings.
struct EncodedStrings {
  let bytes: [UInt8]
  let checksum: CRC32C

  init(_ strings: [[UInt8]]) {
    var bytes: [UInt8] = []
    for string in strings { bytes.appendVarint(UInt64(string.count)) }
    var checksum = Self.checksum(ofLengths: strings.map(\.count))
    var lengthChecksum: [UInt8] = []
    lengthChecksum.appendLittleEndian(checksum.masked)
    bytes += lengthChecksum
    checksum.update(lengthChecksum)
    for string in strings {
      checksum.update(string)
      bytes += string
    }
    (self.bytes, self.checksum) = (bytes, checksum)
  }

  /// The strings in `bytes` and the checksum of the whole, `nil` where the lengths do not fit.
  static func decode(_ bytes: [UInt8], count: Int) -> (strings: [[UInt8]], checksum: CRC32C)? {
    // A length takes a byte at least, so that nothing is reserved on the word of a shape alone.
    guard count <= bytes.count else { return nil }
    var reader = ByteReader(bytes[...])
    do {
      var lengths: [Int] = []
      for _ in 0..<count {
        guard let length = Int(exactly: try reader.readVarint()), length <= bytes.count else { return nil }
        lengths.append(length)
      }
      var checksum = checksum(ofLengths: lengths)
      let lengthChecksum = try reader.readBytes(4)
      var stored = ByteReader(lengthChecksum)
      guard try stored.readLittleEndian() == checksum.masked else { return nil }
      checksum.update(Array(lengthChecksum))
      var strings: [[UInt8]] = []
      for length in lengths { strings.append(Array(try reader.readBytes(length))) }
      guard reader.isAtEnd else { return nil }
      for string in strings { checksum.update(string) }
      return (strings, checksum)
    } catch {
      return nil
    }
  }

  /// Lengths count as 32 bits each, or as 64 where one needs them.
  private static func checksum(ofLengths lengths: [Int]) -> CRC32C {
    var bytes: [UInt8] = []
    for length in lengths {
      if let short = UInt32(exactly: length) { bytes.appendLittleEndian(short) } else { bytes.appendLittleEndian(UInt64(length)) }
    }
    return CRC32C(bytes)
  }
}
