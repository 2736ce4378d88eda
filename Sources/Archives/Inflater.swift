import CZlib

/// One run of zlib's `inflate` over a deflate stream.
///
/// zlib keeps the address of its stream and refuses to go on from another, so that the stream lives on the heap.
package final class Inflater {
  /// What stands around the compressed data, and is checked with them.
  package enum Wrapping: Sendable {
    /// A header, and a CRC-32 and the length behind the data (RFC 1952).
    case gzip
    /// Two bytes, and an Adler-32 behind the data (RFC 1950).
    case zlib
    /// Nothing, as in a zip archive.
    case none

    /// 15 is the largest window; zlib takes the rest of the number for the kind of wrapping.
    var windowBits: Int32 {
      switch self {
      case .gzip: 15 + 16
      case .zlib: 15
      case .none: -15
      }
    }
  }

  /// What one call of `inflate` did.
  package struct Step {
    package let consumed: Int
    /// Valid until the next step.
    package let produced: UnsafeBufferPointer<UInt8>
    package let isAtEnd: Bool
  }

  private static let chunkByteCount = 1 << 16

  private let stream: UnsafeMutablePointer<z_stream>
  private let chunk: UnsafeMutableBufferPointer<UInt8>

  package init(_ wrapping: Wrapping) throws(InflateProblem) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    chunk = .allocate(capacity: Self.chunkByteCount)
    let code = inflateInit2_(stream, wrapping.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw .zlibFailed(code: Int(code)) }
  }

  deinit {
    // Does nothing to a stream whose initialisation failed.
    inflateEnd(stream)
    stream.deallocate()
    chunk.deallocate()
  }

  /// Reads from `input` at `offset` until a chunk is full or the input ends.
  package func step(_ input: UnsafeBufferPointer<UInt8>, from offset: Int) throws(InflateProblem) -> Step {
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
