import CZlib

/// The checksum of zip archives and PNG files.
package enum CRC32 {
  package static func checksum(_ pieces: UnsafeRawBufferPointer...) -> UInt32 {
    let value = pieces.reduce(uLong(0)) { value, piece in
      // Given no address zlib begins anew instead of going on.
      piece.isEmpty ? value : crc32_z(value, piece.bindMemory(to: UInt8.self).baseAddress, piece.count)
    }
    return UInt32(truncatingIfNeeded: value)
  }
}
