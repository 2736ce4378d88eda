/// The element types of a safetensors file, under the names that the file uses.
///
/// The cases are in the format's own order, by rising width; a writer that sorts puts the widest first, so that every
/// tensor begins at a multiple of its element's size.
public enum SafetensorsDType: String, CaseIterable, Hashable, Sendable, StoredScalarType {
  case bool = "BOOL"
  case float4 = "F4"
  case float6E2M3 = "F6_E2M3"
  case float6E3M2 = "F6_E3M2"
  case uint8 = "U8"
  case int8 = "I8"
  case float8E5M2 = "F8_E5M2"
  case float8E4M3 = "F8_E4M3"
  case float8E8M0 = "F8_E8M0"
  case float8E4M3FNUZ = "F8_E4M3FNUZ"
  case float8E5M2FNUZ = "F8_E5M2FNUZ"
  case int16 = "I16"
  case uint16 = "U16"
  case float16 = "F16"
  case bfloat16 = "BF16"
  case int32 = "I32"
  case uint32 = "U32"
  case float32 = "F32"
  case complex64 = "C64"
  case float64 = "F64"
  case int64 = "I64"
  case uint64 = "U64"

  /// The size of one element in bits: 4 and 6 for the packed types, otherwise a multiple of 8.
  public var bitWidth: Int {
    if let dtype { return 8 * dtype.byteWidth }
    return switch self {
    case .float4: 4
    case .float6E2M3, .float6E3M2: 6
    case .complex64: 64
    default: 8
    }
  }

  /// The bytes that a tensor of this type and `shape` occupies.
  ///
  /// - Returns: `nil` where the size does not fit an `Int`, a dimension is negative, or a packed tensor does not fill its
  ///   last byte: none of them can stand in a file.
  ///
  /// ```swift
  /// SafetensorsDType.float32.byteCount(of: [3, 4])  // 48
  /// SafetensorsDType.float4.byteCount(of: [3])      // nil, 12 bits
  /// ```
  public func byteCount(of shape: [Int]) -> Int? {
    guard let elements = shape.elementCount else { return nil }
    let (bits, overflow) = elements.multipliedReportingOverflow(by: bitWidth)
    return overflow || bits % 8 != 0 ? nil : bits / 8
  }
}

extension SafetensorsDType: Comparable {
  /// Whether `left` comes first in the format's own order of types.
  public static func < (left: Self, right: Self) -> Bool { left.position < right.position }

  private var position: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.endIndex }
}
