import WireFormats

/// What readers and writers of a table agree on. It is LevelDB's (<https://github.com/google/leveldb>, `doc/table_format.md`),
/// under another magic number.
enum TableFormat {
  /// A block is cut when it is as large.
  static let blockByteCount = 262_144
  static let restartInterval = 16
  /// After each block: the kind of compression, and a checksum of the block with it.
  static let trailerByteCount = 5
  static let footerByteCount = 48
  static let magic: UInt64 = 0xDB47_7524_8B80_FB57

  /// Where a block lies in the file, without its trailer.
  struct Handle {
    var offset: UInt64
    var byteCount: UInt64

    init(offset: Int, byteCount: Int) { (self.offset, self.byteCount) = (UInt64(offset), UInt64(byteCount)) }

    init(from reader: inout ByteReader) throws(WireProblem) {
      offset = try reader.readVarint()
      byteCount = try reader.readVarint()
    }

    var bytes: [UInt8] {
      var bytes: [UInt8] = []
      bytes.appendVarint(offset)
      bytes.appendVarint(byteCount)
      return bytes
    }
  }

  static func checksum(of block: some Sequence<UInt8>, compression: UInt8) -> UInt32 {
    var checksum = CRC32C(block)
    checksum.update([compression])
    return checksum.masked
  }
}
