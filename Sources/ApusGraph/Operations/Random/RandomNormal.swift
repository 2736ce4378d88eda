extension Node {
  /// Numbers of the standard normal distribution: mean 0, variance 1.
  ///
  /// Each pair of uniform numbers u, v gives two normal ones, √(−2 ln u) · cos 2πv and √(−2 ln u) · sin 2πv (G. E. P. Box and
  /// M. E. Muller, 1958). `Float` reaches ±6.7, `Double` ±8.6; `BFloat16` is rounded from `Float`.
  ///
  /// - Parameters:
  ///   - type: floating point, any shape.
  ///   - key: the seed, a scalar of `UInt64`.
  ///   - counter: where the draw starts, a scalar of `UInt64`.
  public static func randomNormal(_ type: TensorType, key: Node, counter: Node) -> Node {
    guard type.dtype.isFloatingPoint else {
      return .poisoned(.unsupportedDType(operation: "randomNormal", type.dtype, expected: "Float, Double, Float16 or BFloat16"))
    }
    guard type.elementCount < 1 << 60 else { return .poisoned(.tooLarge(type.shape, "there are not as many random numbers")) }
    let pairs = (type.elementCount + 1) / 2, isDouble = type.dtype == .float64
    let words = randomBits(count: isDouble ? 4 * pairs : 2 * pairs, key: key, counter: counter)
    if words.diagnosis != nil { return words }
    let (first, second) = words.halves
    // Never 0, where the logarithm ends: half a step is added. A `Float` near 0 has digits for all 32 bits of its word.
    let u = isDouble ? unitDoubles(first) + 0x1p-54 : first.converted(to: .float32) * 0x1p-32 + 0x1p-33
    let v = isDouble ? unitDoubles(second) : second.shifted(down: 8).converted(to: .float32) * 0x1p-24
    let radius = (u.log() * -2).sqrt(), angle = v * (2 * Double.pi)
    let normals = concatenated([radius * angle.cos(), radius * angle.sin()], alongAxis: 0)
    return normals.sliced(0..<type.elementCount, alongAxis: 0).converted(to: type.dtype).reshaped(to: type.shape)
  }
}
