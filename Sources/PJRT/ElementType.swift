/// The type of one element of a buffer. Raw values are those of the plugin interface.
public enum ElementType: Int32, CaseIterable, Hashable, Sendable {
  case pred = 1
  case s8, s16, s32, s64
  case u8, u16, u32, u64
  case f16, f32, f64, bf16

  /// The bytes that one element takes in memory.
  public var byteWidth: Int {
    switch self {
    case .pred, .s8, .u8: 1
    case .s16, .u16, .f16, .bf16: 2
    case .s32, .u32, .f32: 4
    case .s64, .u64, .f64: 8
    }
  }
}

extension ElementType: CustomStringConvertible {
  /// The name in the interface's spelling: `f32`, `s64`, `pred`.
  public var description: String {
    switch self {
    case .pred: "pred"
    case .s8: "s8"
    case .s16: "s16"
    case .s32: "s32"
    case .s64: "s64"
    case .u8: "u8"
    case .u16: "u16"
    case .u32: "u32"
    case .u64: "u64"
    case .f16: "f16"
    case .f32: "f32"
    case .f64: "f64"
    case .bf16: "bf16"
    }
  }
}
