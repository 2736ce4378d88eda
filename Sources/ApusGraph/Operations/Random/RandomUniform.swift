extension Node {
  /// Numbers spread evenly over 0 ≤ x < 1: multiples of 2⁻²⁴ for `Float`, of 2⁻⁵³ for `Double`; `BFloat16` is rounded from `Float`.
  ///
  /// - Parameters:
  ///   - type: floating point, any shape.
  ///   - key: the seed, a scalar of `UInt64`.
  ///   - counter: where the draw starts, a scalar of `UInt64`; it takes as many counters as it makes 8-byte words.
  public static func randomUniform(_ type: TensorType, key: Node, counter: Node) -> Node {
    let count = type.elementCount
    let numbers: Node
    switch type.dtype {
    case .float32: numbers = unitFloats(randomBits(count: count, key: key, counter: counter))
    case .float16, .bfloat16:
      numbers = unitFloats(randomBits(count: count, key: key, counter: counter)).roundedBelowOne(to: type.dtype)
    case .float64: numbers = unitDoubles(randomBits(count: 2 * count, key: key, counter: counter))
    default: return .poisoned(.unsupportedDType(operation: "randomUniform", type.dtype, expected: "Float, Double, Float16 or BFloat16"))
    }
    return numbers.reshaped(to: type.shape)
  }

  /// The upper 24 bits of each word, as a fraction.
  private static func unitFloats(_ words: Node) -> Node { words.shifted(down: 8).converted(to: .float32) * 0x1p-24 }

  /// 53 bits of each pair of words, as a fraction: 27 of the first half of the words, 26 of the second.
  static func unitDoubles(_ words: Node) -> Node {
    if words.diagnosis != nil { return words }
    let (first, second) = words.halves
    return (first.shifted(down: 5).converted(to: .float64) * 0x1p26 + second.shifted(down: 6).converted(to: .float64)) * 0x1p-53
  }

  /// In half precision; what rounding would make 1 becomes the number before.
  private func roundedBelowOne(to dtype: DType) -> Node {
    if diagnosis != nil { return self }
    let rounded = converted(to: dtype)
    return .minimum(rounded, rounded.like(1 - (dtype == .float16 ? 0x1p-11 : 0x1p-8)))
  }

  /// The bits of an unsigned integer, some places down.
  func shifted(down places: Int) -> Node {
    diagnosis != nil ? self : .shiftRightLogical(self, like(Double(places)))
  }

  /// The first and the second half of a vector with an even count.
  var halves: (Node, Node) {
    let middle = shape[0] / 2
    return (sliced(0..<middle, alongAxis: 0), sliced(middle..<2 * middle, alongAxis: 0))
  }
}
