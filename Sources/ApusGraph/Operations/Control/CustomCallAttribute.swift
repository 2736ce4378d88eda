/// A constant that a function outside the graph is called with.
///
/// Two are equal if their bits are, so that a NaN equals itself.
public enum CustomCallAttribute: Sendable {
  case bool(Bool)
  case int32(Int32)
  case int64(Int64)
  case float(Float)
  case double(Double)
  case string(String)
  case integers([Int64])

  /// The attribute as a typed literal of MLIR text; floating point as bits.
  var literal: String {
    switch self {
    case .bool(let value): "\(value)"
    case .int32(let value): "\(value) : i32"
    case .int64(let value): "\(value) : i64"
    case .float(let value): DType.float32.literal(bits: UInt64(value.bitPattern)) + " : f32"
    case .double(let value): DType.float64.literal(bits: value.bitPattern) + " : f64"
    case .string(let value): "\"" + value.utf8.map(Self.escaped).joined() + "\""
    case .integers(let values): values.isEmpty ? "array<i64>" : "array<i64: \(values.map(String.init).joined(separator: ", "))>"
    }
  }

  private static func escaped(_ byte: UInt8) -> String {
    let isPlain = (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    if isPlain { return String(UnicodeScalar(byte)) }
    let digits = String(byte, radix: 16, uppercase: true)
    return "\\" + (digits.count == 1 ? "0" : "") + digits
  }
}

extension CustomCallAttribute: Hashable {
  public static func == (a: CustomCallAttribute, b: CustomCallAttribute) -> Bool { a.literal == b.literal }
  public func hash(into hasher: inout Hasher) { hasher.combine(literal) }
}
