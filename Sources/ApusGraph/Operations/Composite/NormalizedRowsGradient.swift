import CKernels
import PJRT

/// The cotangent of what `NormalizedRows` normalizes, from that of the result, the input, both `[…, features]`, and scale, `[features]`.
///
/// With g = ȳ · scale, x̂ the normalized input and r = 1 / √(variance + ε): r · (g − mean of g − x̂ · mean of g · x̂) in each row.
struct NormalizedRowsGradient: CompositeOperation {
  static let name = "normalizedRowsGradient"
  static let target = "apus_normalized_rows_gradient"
  static let handler: ForeignCall.Handler = { crows_normalized_gradient($0) }
  let epsilon: Double

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 3 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "three operands") }
    let pairs = try operands[0].featurePairs(for: Self.name)
    guard operands[1] == operands[0], operands[2] == TensorType(pairs.dtype, [pairs.shape[1]]) else {
      throw .operandsDiffer(operation: Self.name, operands)
    }
    return operands[0]
  }

  func decomposition(of operands: [Node]) -> Node {
    let rows = CenteredRows(operands[1], epsilon: epsilon), stretched = operands[0] * operands[2].forEachRow(of: operands[0])
    let product = (stretched * rows.centered).rowMeans * rows.reciprocalDeviation * rows.reciprocalDeviation
    let rest = stretched - stretched.rowMeans.forEachElement(of: stretched) - rows.centered * product.forEachElement(of: stretched)
    return rest * rows.reciprocalDeviation.forEachElement(of: stretched)
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    guard emitter.normalizesRowsByCall(result) else { return try emitter.inline(decomposition, operands) }
    return try emitter.customCall(Self.target, by: Self.handler, operands, ["epsilon": .double(epsilon)], to: result)
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { result.elementCount * 16 }
}
