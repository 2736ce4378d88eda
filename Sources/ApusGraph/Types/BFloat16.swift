/// A 16-bit floating-point number with the exponent of `Float` and 8 bits of precision.
///
///     print(BFloat16(3.14159))   // 3.140625
///
/// Arithmetic is done in `Float` and rounded to nearest, ties to even, after each operation.
public struct BFloat16: BitwiseCopyable, Sendable {
  public var bitPattern: UInt16

  public init(bitPattern: UInt16) { self.bitPattern = bitPattern }

  public init(_ value: Float) {
    let bits = value.bitPattern
    if value.isNaN {
      // Rounding could carry a NaN's payload away; the quiet bit keeps it a NaN.
      bitPattern = UInt16(bits >> 16) | 0x0040
    } else {
      let roundingBias = 0x7FFF + ((bits >> 16) & 1)
      bitPattern = UInt16(truncatingIfNeeded: (bits &+ roundingBias) >> 16)
    }
  }

  public init(_ value: Double) { self.init(Float(value)) }
}

extension Float {
  public init(_ value: BFloat16) { self.init(bitPattern: UInt32(value.bitPattern) << 16) }
}

extension Double {
  public init(_ value: BFloat16) { self.init(Float(value)) }
}

extension BFloat16: Equatable, Comparable, Hashable {
  public static func == (a: BFloat16, b: BFloat16) -> Bool { Float(a) == Float(b) }
  public static func < (a: BFloat16, b: BFloat16) -> Bool { Float(a) < Float(b) }
  // The standard library derives these from `<`, which is wrong for a NaN: everything but `!=` is false for it.
  public static func <= (a: BFloat16, b: BFloat16) -> Bool { Float(a) <= Float(b) }
  public static func >= (a: BFloat16, b: BFloat16) -> Bool { Float(a) >= Float(b) }
  public func hash(into hasher: inout Hasher) { Float(self).hash(into: &hasher) }
}

extension BFloat16: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, CustomStringConvertible {
  public init(floatLiteral value: Float) { self.init(value) }
  public init(integerLiteral value: Int32) { self.init(Float(value)) }
  public var description: String { Float(self).description }
}
