extension DotGeneral {
  // A product in half precision is asked for in f32 and rounded afterwards: 25 to 5 ms for 1024³ on XLA:CPU.
  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    let operands = needsBarrier(operands) ? emitter.barrier(operands) : operands
    guard result.dtype.isHalfPrecision else { return product(operands, to: result, &emitter) }
    let wide = product(operands, to: TensorType(.float32, result.shape), &emitter)
    return emitter.define("stablehlo.convert \(wide.name) : (\(wide.type.stableHLO)) -> \(result.stableHLO)", result)
  }

  /// A weight's gradient contracts the batch axes of both operands. Without a barrier XLA fuses what made them into a transposing
  /// copy of the product's operand (measured on a transformer's step: 788 to 424 ms).
  private func needsBarrier(_ operands: [Value]) -> Bool {
    leftBatch.isEmpty && leftContracting.contains(0) && rightContracting.contains(0) && operands[0].type.rank >= 2
      && operands[1].type.rank >= 2 && operands[0].name != operands[1].name
  }

  private func product(_ operands: [Value], to type: TensorType, _ emitter: inout Emitter) -> Value {
    let batching = leftBatch.isEmpty ? "" : "batching_dims = \(leftBatch.listText) x \(rightBatch.listText), "
    return emitter.define(
      "stablehlo.dot_general \(emitter.names(operands)), \(batching)contracting_dims = \(leftContracting.listText) x "
        + "\(rightContracting.listText) : (\(emitter.types(operands))) -> \(type.stableHLO)", type)
  }
}
