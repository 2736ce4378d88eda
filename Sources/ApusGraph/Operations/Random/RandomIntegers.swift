extension Node {
  /// Integers spread evenly over a range.
  ///
  /// A range of n numbers is cut out of 2³² (64-bit types: 2⁶⁴) equally likely words, so that the chances of two numbers differ by
  /// at most one word: n · 2⁻³² (n · 2⁻⁶⁴) of themselves.
  ///
  /// - Parameters:
  ///   - type: an integer type, any shape.
  ///   - range: lies within the element type.
  ///   - key: the seed, a scalar of `UInt64`.
  ///   - counter: where the draw starts, a scalar of `UInt64`.
  public static func randomIntegers(_ type: TensorType, in range: Range<Int64>, key: Node, counter: Node) -> Node {
    guard type.dtype.isInteger else {
      return .poisoned(.unsupportedDType(operation: "randomIntegers", type.dtype, expected: "an integer type"))
    }
    guard let last = range.last, type.dtype.holds(range.lowerBound), type.dtype.holds(last) else {
      return .poisoned(
        .argument(
          function: "randomIntegers", problem: "there are no numbers of \(type.dtype) to draw from \(range)",
          hint: "give a range that is not empty and lies within the type"))
    }
    let extent = UInt64(bitPattern: range.upperBound &- range.lowerBound)
    let isWide = type.dtype.byteWidth == 8
    let words = randomBits(count: isWide ? 2 * type.elementCount : type.elementCount, key: key, counter: counter)
    if words.diagnosis != nil { return words }
    let integers = isWide ? words.joinedInPairs().remainder(dividingBy: extent) : words.scaled(to: extent)
    // Sums wrap around, so a negative start is the same word as an unsigned one.
    let start = Node.constant(bits: UInt64(bitPattern: range.lowerBound), integers.type, device: integers.device)
    return (integers + start).asInteger(type.dtype).reshaped(to: type.shape)
  }

  /// The upper word of each word's product with `extent` (D. Lemire, "Fast random integer generation in an interval", 2019).
  private func scaled(to extent: UInt64) -> Node {
    let wide = converted(to: .uint64)
    return (wide * wide.unsigned(extent)).shifted(down: 32)
  }

  /// 64-bit words made of a vector's first half and its second.
  private func joinedInPairs() -> Node {
    let (high, low) = halves
    let wide = high.converted(to: .uint64)
    return wide * wide.unsigned(1 << 32) + low.converted(to: .uint64)
  }

  private func remainder(dividingBy extent: UInt64) -> Node { .make(Remainder(), self, unsigned(extent)) }

  private func unsigned(_ word: UInt64) -> Node { .constant(bits: word, type, device: device) }

  /// The low bits of 64-bit words as another integer type.
  private func asInteger(_ dtype: DType) -> Node {
    dtype == .int64 ? bitcast(to: .int64) : converted(to: dtype)
  }
}

extension DType {
  fileprivate func holds(_ number: Int64) -> Bool {
    switch self {
    case .int8: Int8(exactly: number) != nil
    case .int16: Int16(exactly: number) != nil
    case .int32: Int32(exactly: number) != nil
    case .int64: true
    case .uint8: UInt8(exactly: number) != nil
    case .uint16: UInt16(exactly: number) != nil
    case .uint32: UInt32(exactly: number) != nil
    case .uint64: number >= 0
    case .bool, .float16, .bfloat16, .float32, .float64: false
    }
  }
}
