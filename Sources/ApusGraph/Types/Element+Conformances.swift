import RealModule

extension Bool: Element {
  public static var dtype: DType { .bool }
  public init(converting value: Double) { self = value != 0 }
  public init(converting value: Int64) { self = value != 0 }
  public var asDouble: Double { self ? 1 : 0 }
  public var asInt64: Int64 { self ? 1 : 0 }
}

/// What the integer elements share.
public protocol IntegerElement: NumberElement, FixedWidthInteger {}

extension IntegerElement {
  public init(converting value: Double) {
    if value.isNaN {
      self = 0
    } else if value >= Double(Self.max) {
      self = .max
    } else if value <= Double(Self.min) {
      self = .min
    } else {
      self = Self(value)
    }
  }
  public init(converting value: Int64) { self = Self(truncatingIfNeeded: value) }
  public var asDouble: Double { Double(self) }
  public var asInt64: Int64 { Int64(truncatingIfNeeded: self) }
  public var widened: Self { self }
  public init(narrowing sum: Self) { self = sum }
  public static var zeroValue: Self { 0 }
  public static var oneValue: Self { 1 }
  public static func adding(_ a: Self, _ b: Self) -> Self { a &+ b }
  public static func subtracting(_ a: Self, _ b: Self) -> Self { a &- b }
  public static func multiplying(_ a: Self, _ b: Self) -> Self { a &* b }
  public static func negating(_ a: Self) -> Self { 0 &- a }
  public static func dividing(_ a: Self, _ b: Self) -> Self { b == 0 ? ~0 : a.dividedReportingOverflow(by: b).partialValue }
  public static func remainder(_ a: Self, _ b: Self) -> Self { b == 0 ? a : a.remainderReportingOverflow(dividingBy: b).partialValue }
  public static var lowest: Self { .min }
  public static var highest: Self { .max }
  public var isNotANumber: Bool { false }
}

extension Int8: IntegerElement { public static var dtype: DType { .int8 } }
extension Int16: IntegerElement { public static var dtype: DType { .int16 } }
extension UInt8: IntegerElement { public static var dtype: DType { .uint8 } }
extension UInt16: IntegerElement { public static var dtype: DType { .uint16 } }
extension Int32: IntegerElement { public static var dtype: DType { .int32 } }
extension Int64: IntegerElement { public static var dtype: DType { .int64 } }
extension UInt32: IntegerElement { public static var dtype: DType { .uint32 } }
extension UInt64: IntegerElement { public static var dtype: DType { .uint64 } }

extension FloatElement {
  public init(converting value: Double) { self.init(computed: Compute(value)) }
  public init(converting value: Int64) { self.init(computed: Compute(value)) }
  public var asDouble: Double { Double(compute) }
  public var asInt64: Int64 { Int64(converting: asDouble) }
  @inlinable public static var zeroValue: Self { Self(computed: 0) }
  @inlinable public static var oneValue: Self { Self(computed: 1) }
  @inlinable public static func adding(_ a: Self, _ b: Self) -> Self { Self(computed: a.compute + b.compute) }
  @inlinable public static func subtracting(_ a: Self, _ b: Self) -> Self { Self(computed: a.compute - b.compute) }
  @inlinable public static func multiplying(_ a: Self, _ b: Self) -> Self { Self(computed: a.compute * b.compute) }
  @inlinable public static func negating(_ a: Self) -> Self { Self(computed: -a.compute) }
  @inlinable public static func dividing(_ a: Self, _ b: Self) -> Self { Self(computed: a.compute / b.compute) }
  @inlinable public static func remainder(_ a: Self, _ b: Self) -> Self {
    Self(computed: a.compute.truncatingRemainder(dividingBy: b.compute))
  }
  @inlinable public static var lowest: Self { Self(computed: -.infinity) }
  @inlinable public static var highest: Self { Self(computed: .infinity) }
  @inlinable public var isNotANumber: Bool { compute.isNaN }
}

extension Float: FloatElement {
  public static var dtype: DType { .float32 }
  @inlinable public var widened: Double { Double(self) }
  @inlinable public init(narrowing sum: Double) { self = Float(sum) }
  @inlinable public init(computed value: Float) { self = value }
  @inlinable public var compute: Float { self }
}

extension Double: FloatElement {
  public static var dtype: DType { .float64 }
  @inlinable public var widened: Double { self }
  @inlinable public init(narrowing sum: Double) { self = sum }
  @inlinable public init(computed value: Double) { self = value }
  @inlinable public var compute: Double { self }
}

extension BFloat16: FloatElement {
  public static var dtype: DType { .bfloat16 }
  public var widened: Float { Float(self) }
  public init(narrowing sum: Float) { self.init(sum) }
  public init(computed value: Float) { self.init(value) }
  public var compute: Float { Float(self) }
}

extension Float16: FloatElement {
  public static var dtype: DType { .float16 }
  public init(converting value: Double) { self.init(value) }  // rounded once
  public var widened: Float { Float(self) }
  public init(narrowing sum: Float) { self.init(sum) }
  public init(computed value: Float) { self.init(value) }
  public var compute: Float { Float(self) }
}
