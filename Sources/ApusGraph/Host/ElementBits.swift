extension DType {
  /// The bytes of the element nearest to `value`, in the low bytes.
  public func bits(of value: Double) -> UInt64 {
    switch self {
    case .bool: value != 0 ? 1 : 0
    case .int8: UInt64(UInt8(bitPattern: Int8(converting: value)))
    case .int16: UInt64(UInt16(bitPattern: Int16(converting: value)))
    case .uint8: UInt64(UInt8(converting: value))
    case .uint16: UInt64(UInt16(converting: value))
    case .int32: UInt64(UInt32(bitPattern: Int32(converting: value)))
    case .int64: UInt64(bitPattern: Int64(converting: value))
    case .uint32: UInt64(UInt32(converting: value))
    case .uint64: UInt64(converting: value)
    case .float16: UInt64(Float16(value).bitPattern)
    case .bfloat16: UInt64(BFloat16(value).bitPattern)
    case .float32: UInt64(Float(value).bitPattern)
    case .float64: value.bitPattern
    }
  }

  /// The element with these bytes as a literal of StableHLO text: exact, so floating point is written as bits.
  public func literal(bits: UInt64) -> String {
    switch self {
    case .bool: bits != 0 ? "true" : "false"
    case .int8: String(Int8(truncatingIfNeeded: bits))
    case .int16: String(Int16(truncatingIfNeeded: bits))
    case .uint8, .uint16, .uint32, .uint64: String(bits)
    case .int32: String(Int32(bitPattern: UInt32(truncatingIfNeeded: bits)))
    case .int64: String(Int64(bitPattern: bits))
    case .float16, .bfloat16, .float32, .float64: "0x" + hexadecimal(bits, digits: byteWidth * 2)
    }
  }
}

private func hexadecimal(_ bits: UInt64, digits: Int) -> String {
  let text = String(bits, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}

extension Element {
  /// The element's bytes in the low bytes of a word.
  public var bits: UInt64 {
    var word: UInt64 = 0
    withUnsafeMutableBytes(of: &word) { $0.storeBytes(of: self, as: Self.self) }
    return word
  }
}
