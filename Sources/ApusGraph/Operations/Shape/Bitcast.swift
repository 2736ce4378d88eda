/// The bytes of each element read as another number type of the same width. No derivative.
struct Bitcast: Operation {
  static let name = "bitcast"
  let dtype: DType

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one operand") }
    let source = operands[0].dtype
    // A Bool is one bit to XLA.
    guard source.isNumber, dtype.isNumber, source.byteWidth == dtype.byteWidth else {
      throw .unsupportedDType(operation: Self.name, source, expected: "numbers as wide as \(dtype), and \(dtype) a number")
    }
    return TensorType(dtype, operands[0].shape)
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [nil] }

  func vectorized(_ operands: [ExampleOperand]) -> Node? { elementwise(operands) }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.define("stablehlo.bitcast_convert \(operands[0].name) : (\(operands[0].type.stableHLO)) -> \(result.stableHLO)", result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    let output = try HostArray(uninitialized: result)
    if result.byteCount > 0 { output.pointer.copyMemory(from: operands[0].pointer, byteCount: result.byteCount) }
    return output
  }
}

extension Node {
  /// The bytes of each element read as a `dtype` of the same width.
  public func bitcast(to dtype: DType) -> Node { self.dtype == dtype || diagnosis != nil ? self : .make(Bitcast(dtype: dtype), self) }
}
