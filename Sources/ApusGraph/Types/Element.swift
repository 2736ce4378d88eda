import RealModule

/// A Swift type that a tensor can hold, as host code sees it.
public protocol Element: BitwiseCopyable, Sendable, Equatable {
  static var dtype: DType { get }
  /// The number that converts as XLA's `convert` does: toward zero for integers, saturating at the ends, NaN to 0.
  init(converting value: Double)
  init(converting value: Int64)
  var asDouble: Double { get }
  var asInt64: Int64 { get }
}

/// An element with arithmetic. Integers wrap around as on every device; floating point follows IEEE 754.
public protocol NumberElement: Element, Comparable {
  /// The type in which long sums are added up on the host, so that their error does not grow with their length.
  associatedtype Accumulator: NumberElement
  var widened: Accumulator { get }
  init(narrowing sum: Accumulator)
  static var zeroValue: Self { get }
  static var oneValue: Self { get }
  static func adding(_ a: Self, _ b: Self) -> Self
  static func subtracting(_ a: Self, _ b: Self) -> Self
  static func multiplying(_ a: Self, _ b: Self) -> Self
  static func negating(_ a: Self) -> Self
  /// Integer division by zero gives −1 (all ones), as XLA defines it.
  static func dividing(_ a: Self, _ b: Self) -> Self
  static func remainder(_ a: Self, _ b: Self) -> Self
  static var lowest: Self { get }
  static var highest: Self { get }
  var isNotANumber: Bool { get }
}

/// A floating-point element; `Compute` is the type in which its functions are evaluated.
public protocol FloatElement: NumberElement {
  associatedtype Compute: Real & BinaryFloatingPoint & Sendable
  init(computed value: Compute)
  var compute: Compute { get }
}
