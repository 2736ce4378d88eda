import CZlib

/// Packs bytes with zlib's `deflate`.
package enum Deflater {
  /// A deflate stream without anything around it, as zip archives have it; `nil` where zlib has no memory.
  package static func pack(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    var stream = z_stream()
    // A raw window of 15 bits, and the level and memory that zlib proposes.
    let code = deflateInit2_(
      &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    var packed: [UInt8] = []
    var rest = bytes.bindMemory(to: UInt8.self)[...]
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { chunk in
      while true {
        // zlib counts in 32 bits.
        let piece = UnsafeBufferPointer(rebasing: rest.prefix(1 << 30))
        stream.next_in = piece.baseAddress.map { UnsafeMutablePointer(mutating: $0) }
        stream.avail_in = UInt32(piece.count)
        stream.next_out = chunk.baseAddress
        stream.avail_out = UInt32(chunk.count)
        let code = deflate(&stream, piece.count == rest.count ? Z_FINISH : Z_NO_FLUSH)
        guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { return nil }
        packed.append(contentsOf: chunk[..<(chunk.count - Int(stream.avail_out))])
        rest = rest.dropFirst(piece.count - Int(stream.avail_in))
        if code == Z_STREAM_END { return packed }
      }
    }
  }
}
