/// The element types of TensorFlow, by their numbers in `types.proto`.
///
/// Quantized types and handles (`QINT8`, `RESOURCE`, `VARIANT`, …) do not occur in checkpoints of variables and are not among them.
public enum TensorBundleDType: Int, CaseIterable, Hashable, Sendable {
  case float32 = 1
  case float64 = 2
  case int32 = 3
  case uint8 = 4
  case int16 = 5
  case int8 = 6
  case string = 7
  case complex64 = 8
  case int64 = 9
  case bool = 10
  case bfloat16 = 14
  case uint16 = 17
  case complex128 = 18
  case float16 = 19
  case uint32 = 22
  case uint64 = 23
  case float8E5M2 = 24
  case float8E4M3 = 25

  /// The bytes of one element; `nil` for strings, each of which has its own length.
  public var byteWidth: Int? {
    switch self {
    case .string: nil
    case .uint8, .int8, .bool, .float8E5M2, .float8E4M3: 1
    case .int16, .uint16, .bfloat16, .float16: 2
    case .float32, .int32, .uint32: 4
    case .float64, .int64, .uint64, .complex64: 8
    case .complex128: 16
    }
  }

  /// The elements of a tensor of this shape, `nil` where there cannot be so many.
  static func elementCount(of shape: [Int]) -> Int? {
    var count = 1
    for dimension in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      guard dimension >= 0, !overflow else { return nil }
      count = product
    }
    return count
  }

  /// The bytes that a tensor of this type and `shape` occupies, `nil` for strings and for shapes that no tensor has.
  ///
  ///     TensorBundleDType.bfloat16.byteCount(of: [3, 4])   // 24
  public func byteCount(of shape: [Int]) -> Int? {
    guard let width = byteWidth, let count = Self.elementCount(of: shape) else { return nil }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: width)
    return overflow ? nil : bytes
  }
}
