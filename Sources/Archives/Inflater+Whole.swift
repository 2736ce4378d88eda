extension Inflater {
  /// Unpacks a whole stream that has `byteCount` bytes.
  ///
  /// The result grows as bytes arrive, so that a count that is a lie costs no memory.
  package static func unpack(
    _ packed: UnsafeRawBufferPointer, _ wrapping: Wrapping, byteCount: Int
  ) throws(InflateProblem) -> [UInt8] {
    let inflater = try Inflater(wrapping)
    let input = packed.bindMemory(to: UInt8.self)
    var output: [UInt8] = []
    var offset = 0
    while true {
      let step = try inflater.step(input, from: offset)
      offset += step.consumed
      guard output.count + step.produced.count <= byteCount else {
        throw .byteCount(found: output.count + step.produced.count, expected: byteCount)
      }
      output.append(contentsOf: step.produced)
      // Nothing read and nothing written: zlib waits for bytes that are not there.
      guard step.isAtEnd || step.consumed == 0 && step.produced.isEmpty else { continue }
      guard step.isAtEnd, output.count == byteCount else { throw .byteCount(found: output.count, expected: byteCount) }
      return output
    }
  }
}

extension Inflater {
  /// Unpacks at least the first `byteCount` bytes of a stream, or all where it has fewer.
  package static func unpackBeginning(
    _ packed: UnsafeRawBufferPointer, _ wrapping: Wrapping, byteCount: Int
  ) throws(InflateProblem) -> [UInt8] {
    let inflater = try Inflater(wrapping)
    let input = packed.bindMemory(to: UInt8.self)
    var output: [UInt8] = []
    var offset = 0
    while output.count < byteCount {
      let step = try inflater.step(input, from: offset)
      offset += step.consumed
      output.append(contentsOf: step.produced)
      if step.isAtEnd || step.consumed == 0 && step.produced.isEmpty { break }
    }
    return output
  }
}
