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

  /// Inputs whose memory can become an output's: each output takes the first input of its type that is free.
  ///
  /// - Parameter isCandidate: for each of the first inputs whether it can be given away at all; `nil` if all can.
  func donors(among isCandidate: [Bool]? = nil) -> [(input: Int, output: Int)] {
    var free: [TensorType: [Int]] = [:]
    for (index, type) in inputs.enumerated().reversed() {
      if let isCandidate, !(isCandidate.indices.contains(index) && isCandidate[index]) { continue }
      free[type, default: []].append(index)
    }
    return outputs.enumerated().compactMap { output, reference in
      if reference.isInput { return nil }
      return free[type(of: reference)]?.popLast().map { ($0, output) }
    }
  }
}
