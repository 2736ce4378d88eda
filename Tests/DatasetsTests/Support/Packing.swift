import CZlib

/// `bytes` as one gzip member, with zlib's plain header.
func gzipped(_ bytes: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  var packed = [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 64)
  let size = Int32(MemoryLayout<z_stream>.size)
  deflateInit2_(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
  var input = bytes
  let count = input.withUnsafeMutableBufferPointer { input in
    packed.withUnsafeMutableBufferPointer { output in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(output.count)
      let code = deflate(&stream, Z_FINISH)
      precondition(code == Z_STREAM_END, "the output buffer holds the worst case")
      return output.count - Int(stream.avail_out)
    }
  }
  deflateEnd(&stream)
  return Array(packed[..<count])
}

/// An IDX file: header and payload.
func idx(_ code: UInt8, _ dimensions: [Int], _ payload: [UInt8]) -> [UInt8] {
  let header = dimensions.flatMap { dimension in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: dimension >> $0) } }
  return [0, 0, code, UInt8(dimensions.count)] + header + payload
}

/// `bytes` with one bit turned over; bit 0 is the lowest of byte 0.
func flipping(_ bit: Int, of bytes: [UInt8]) -> [UInt8] {
  var flipped = bytes
  flipped[bit / 8] ^= 1 << UInt8(bit % 8)
  return flipped
}
