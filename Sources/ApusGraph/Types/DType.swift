/// The type of a tensor's elements.
///
/// A new case is found by the compiler: every switch over `DType` is exhaustive.
public enum DType: UInt8, Sendable, Hashable, CaseIterable {
  case bool, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float16, bfloat16, float32, float64

  /// Bytes of one element in memory; `bool` takes a whole byte, as in PJRT.
  public var byteWidth: Int {
    switch self {
    case .bool, .int8, .uint8: 1
    case .int16, .uint16, .float16, .bfloat16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64: 8
    }
  }

  public var isFloatingPoint: Bool {
    switch self {
    case .float16, .bfloat16, .float32, .float64: true
    default: false
    }
  }

  /// Whether sums over many elements need more digits than the type has.
  public var isHalfPrecision: Bool { self == .float16 || self == .bfloat16 }

  public var isSignedInteger: Bool {
    switch self {
    case .int8, .int16, .int32, .int64: true
    default: false
    }
  }

  public var isUnsignedInteger: Bool {
    switch self {
    case .uint8, .uint16, .uint32, .uint64: true
    default: false
    }
  }

  public var isInteger: Bool { isSignedInteger || isUnsignedInteger }
  public var isNumber: Bool { self != .bool }

  /// The spelling in StableHLO text.
  public var stableHLO: String {
    switch self {
    case .bool: "i1"
    case .int8: "i8"
    case .int16: "i16"
    case .uint8: "ui8"
    case .uint16: "ui16"
    case .int32: "i32"
    case .int64: "i64"
    case .uint32: "ui32"
    case .uint64: "ui64"
    case .float16: "f16"
    case .bfloat16: "bf16"
    case .float32: "f32"
    case .float64: "f64"
    }
  }

  public static let numbers = allCases.filter(\.isNumber)
  public static let floatingPoint = allCases.filter(\.isFloatingPoint)
  public static let integers = allCases.filter(\.isInteger)
}

extension DType: CustomStringConvertible {
  public var description: String {
    switch self {
    case .bool: "Bool"
    case .int8: "Int8"
    case .int16: "Int16"
    case .uint8: "UInt8"
    case .uint16: "UInt16"
    case .int32: "Int32"
    case .int64: "Int64"
    case .uint32: "UInt32"
    case .uint64: "UInt64"
    case .float16: "Float16"
    case .bfloat16: "BFloat16"
    case .float32: "Float"
    case .float64: "Double"
    }
  }
}
