extension Inflater {
  /// Unpacks a whole stream that has `byteCount` bytes.
  ///
  /// The result grows as bytes arrive, so that a count that is a lie costs no memory.
  package static func unpack(
    _ packed: UnsafeRawBufferPointer, _ wrapping: Wrapping, byteCount: Int
  ) throws(InflateProblem) -> [UInt8] {
    let (output, isAtEnd) = try unpack(packed, wrapping) { $0 > byteCount }
    guard isAtEnd, output.count == byteCount else { throw .byteCount(found: output.count, expected: byteCount) }
    return output
  }

  /// Unpacks at least the first `byteCount` bytes of a stream, or all where it has fewer.
  package static func unpackBeginning(
    _ packed: UnsafeRawBufferPointer, _ wrapping: Wrapping, byteCount: Int
  ) throws(InflateProblem) -> [UInt8] {
    try unpack(packed, wrapping) { $0 >= byteCount }.output
  }

  /// - Parameter isEnough: asked with the number of bytes that are there.
  /// - Returns: the bytes, and whether the last one is that of the stream.
  private static func unpack(
    _ packed: UnsafeRawBufferPointer, _ wrapping: Wrapping, until isEnough: (_ count: Int) -> Bool
  ) throws(InflateProblem) -> (output: [UInt8], isAtEnd: Bool) {
    let inflater = try Inflater(wrapping)
    let input = packed.bindMemory(to: UInt8.self)
    var output: [UInt8] = []
    var offset = 0
    while !isEnough(output.count) {
      let step = try inflater.step(input, from: offset)
      offset += step.consumed
      output.append(contentsOf: step.produced)
      // Nothing read and nothing written: zlib waits for bytes that are not there.
      if step.isAtEnd || step.consumed == 0 && step.produced.isEmpty { return (output, step.isAtEnd) }
    }
    return (output, false)
  }
}
