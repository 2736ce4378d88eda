/// A function of one real variable that StableHLO itself lacks: `chlo`, its companion dialect, expands it while compiling.
protocol CHLOUnaryOperation: FloatUnaryOperation {}

extension CHLOUnaryOperation {
  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.define(
      "\"chlo.\(Self.stableHLO)\"(\(operands[0].name)) : (\(operands[0].type.stableHLO)) -> \(result.stableHLO)", result)
  }
}
