extension FourierTransform {
  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    if result.elementCount == 0 || operands[0].type.elementCount == 0 { return emitter.constant(0, result) }
    let source = kind == .real ? operands[0] : emitter.joined(operands[0])
    let target = kind == .inverseReal ? result : TensorType(result.dtype, TensorShape(Array(result.shape.dropFirst())))
    let transformed = emitter.define(
      "stablehlo.fft \(source.name), type = \(stableHLO), length = \(lengths.listText) : "
        + "(\(kind == .real ? source.type.stableHLO : source.type.complex)) -> "
        + (kind == .inverseReal ? target.stableHLO : target.complex), target)
    return kind == .inverseReal ? transformed : emitter.parted(transformed, to: result)
  }

  private var stableHLO: String {
    switch kind {
    case .forward: "FFT"
    case .inverse: "IFFT"
    case .real: "RFFT"
    case .inverseReal: "IRFFT"
    }
  }
}

extension TensorType {
  /// The type of a complex array, whose real part has this type.
  fileprivate var complex: String {
    "tensor<" + shape.dimensions.map { "\($0)x" }.joined() + "complex<\(dtype.stableHLO)>>"
  }
}

extension Emitter {
  /// `[2, …]` as a complex array, under the type of its real part.
  fileprivate mutating func joined(_ parts: Value) -> Value {
    let shape = TensorShape(Array(parts.type.shape.dropFirst()))
    let ranges = shape.map { ", 0:\($0)" }.joined()
    let halves = (0..<2).map { place in
      let type = TensorType(parts.type.dtype, TensorShape([1]) + shape)
      let part = define(
        "stablehlo.slice \(parts.name) [\(place):\(place + 1)\(ranges)] : (\(parts.type.stableHLO)) -> \(type.stableHLO)", type)
      return reshape(part, to: shape)
    }
    return define("stablehlo.complex \(names(halves)) : \(halves[0].type.complex)", halves[0].type)
  }

  /// A complex array as `[2, …]`.
  fileprivate mutating func parted(_ whole: Value, to result: TensorType) -> Value {
    let halves = ["real", "imag"].map { name in
      let part = define("stablehlo.\(name) \(whole.name) : (\(whole.type.complex)) -> \(whole.type.stableHLO)", whole.type)
      return reshape(part, to: TensorShape([1]) + whole.type.shape)
    }
    return define("stablehlo.concatenate \(names(halves)), dim = 0 : (\(types(halves))) -> \(result.stableHLO)", result)
  }
}
