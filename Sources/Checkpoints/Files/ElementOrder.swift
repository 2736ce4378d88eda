/// Elements of files that keep them in another order than tensors do.
enum ElementOrder {
  /// Turns around every `width` bytes: big-endian numbers become little-endian.
  static func swapped(_ bytes: [UInt8], width: Int) -> [UInt8] {
    guard width > 1 else { return bytes }
    var result = bytes
    for start in stride(from: 0, to: bytes.count - bytes.count % width, by: width) {
      for offset in 0..<width { result[start + offset] = bytes[start + width - 1 - offset] }
    }
    return result
  }

  /// Puts elements whose first axis is the fastest into row-major order.
  ///
  /// - Parameter width: the bytes of an element.
  static func rowMajor(_ bytes: UnsafeRawBufferPointer, shape: [Int], width: Int) -> [UInt8] {
    transposed(bytes, shape: shape.reversed(), permutation: Array(shape.indices.reversed()), width: width)
  }

  /// The elements of an array with its axes in another order, both row-major.
  ///
  /// - Parameters:
  ///   - shape: that of `bytes`, which must have as many elements.
  ///   - permutation: which axis of `shape` each axis of the result is: `[1, 0]` transposes a matrix.
  static func transposed(_ bytes: UnsafeRawBufferPointer, shape: [Int], permutation: [Int], width: Int) -> [UInt8] {
    guard shape.count > 1, let byteCount = shape.byteCount(elementWidth: width), byteCount == bytes.count, byteCount > 0 else {
      return Array(bytes)
    }
    var strides = [Int](repeating: width, count: shape.count)
    for axis in shape.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * shape[axis + 1] }
    let extents = permutation.map { shape[$0] }, steps = permutation.map { strides[$0] }
    return [UInt8](unsafeUninitializedCapacity: byteCount) { result, count in
      var place = [Int](repeating: 0, count: extents.count)
      let (innerExtent, innerStep) = (extents[extents.count - 1], steps[steps.count - 1])
      var written = 0
      while written < byteCount {
        var source = zip(place, steps).reduce(0) { $0 + $1.0 * $1.1 }
        for _ in 0..<innerExtent {
          for offset in 0..<width { result[written + offset] = bytes[source + offset] }
          written += width
          source += innerStep
        }
        for axis in extents.indices.dropLast().reversed() {
          place[axis] += 1
          if place[axis] < extents[axis] { break }
          place[axis] = 0
        }
      }
      count = written
    }
  }
}
