import PJRT

extension DType {
  var pjrt: ElementType {
    switch self {
    case .bool: .pred
    case .int8: .s8
    case .int16: .s16
    case .uint8: .u8
    case .uint16: .u16
    case .int32: .s32
    case .int64: .s64
    case .uint32: .u32
    case .uint64: .u64
    case .float16: .f16
    case .bfloat16: .bf16
    case .float32: .f32
    case .float64: .f64
    }
  }
}

extension TensorType {
  var pjrt: BufferType { BufferType(dtype.pjrt, shape.dimensions) }
}

extension Program {
  var signature: ExecutableSignature { ExecutableSignature(inputs: inputs.map(\.pjrt), outputs: outputTypes.map(\.pjrt)) }
}
