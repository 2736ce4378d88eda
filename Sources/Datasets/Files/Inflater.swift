import CZlib

/// One run of zlib's `inflate` over a gzip member.
///
/// zlib keeps the address of its stream and refuses to go on from another, so that the stream lives on the heap.
final class Inflater {
  /// What one call of `inflate` did.
  struct Step {
    let consumed: Int
    /// Valid until the next step.
    let produced: UnsafeBufferPointer<UInt8>
    let isAtEnd: Bool
  }

  private static let chunkByteCount = 1 << 16
  /// 15: the largest window; 16 on top: a gzip header and trailer, whose CRC-32 and length zlib checks.
  private static let gzipWindowBits: Int32 = 15 + 16

  private let stream: UnsafeMutablePointer<z_stream>
  private let chunk: UnsafeMutableBufferPointer<UInt8>

  init() throws(GzipError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    chunk = .allocate(capacity: Self.chunkByteCount)
    let code = inflateInit2_(stream, Self.gzipWindowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw .zlibFailed(code: Int(code)) }
  }

  deinit {
    // Does nothing to a stream whose initialisation failed.
    inflateEnd(stream)
    stream.deallocate()
    chunk.deallocate()
  }

  /// Reads from `input` at `offset` until a chunk is full or the input ends.
  func step(_ input: UnsafeBufferPointer<UInt8>, from offset: Int) throws(GzipError) -> Step {
    // zlib counts in 32 bits; a longer rest is given in pieces.
    let available = min(input.count - offset, 1 << 30)
    stream.pointee.next_in = input.baseAddress.map { UnsafeMutablePointer(mutating: $0 + offset) }
    stream.pointee.avail_in = UInt32(available)
    stream.pointee.next_out = chunk.baseAddress
    stream.pointee.avail_out = UInt32(chunk.count)

    let code = inflate(stream, Z_NO_FLUSH)
    let consumed = available - Int(stream.pointee.avail_in)
    switch code {
    case Z_OK, Z_BUF_ERROR, Z_STREAM_END:
      let produced = chunk.count - Int(stream.pointee.avail_out)
      return Step(
        consumed: consumed, produced: UnsafeBufferPointer(rebasing: chunk[..<produced]), isAtEnd: code == Z_STREAM_END)
    case Z_DATA_ERROR, Z_NEED_DICT:
      let reason = stream.pointee.msg.map { String(cString: $0) } ?? "invalid data"
      throw .corrupt(offset: offset + consumed, reason: reason)
    default:
      throw .zlibFailed(code: Int(code))
    }
  }
}
