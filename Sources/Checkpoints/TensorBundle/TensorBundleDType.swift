/// The element types of TensorFlow, by their numbers in `types.proto`.
///
/// Quantized types and handles (`QINT8`, `RESOURCE`, `VARIANT`, …) do not occur in checkpoints of variables and are not among them.
public enum TensorBundleDType: Int, CaseIterable, Hashable, Sendable, StoredScalarType {
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
    if let dtype { return dtype.byteWidth }
    return switch self {
    case .float8E5M2, .float8E4M3: 1
    case .complex64: 8
    case .complex128: 16
    default: nil
    }
  }

  /// The bytes that a tensor of this type and `shape` occupies, `nil` for strings and for shapes that no tensor has.
  ///
  ///     TensorBundleDType.bfloat16.byteCount(of: [3, 4])   // 24
  public func byteCount(of shape: [Int]) -> Int? {
    byteWidth.flatMap { shape.byteCount(elementWidth: $0) }
  }
}
