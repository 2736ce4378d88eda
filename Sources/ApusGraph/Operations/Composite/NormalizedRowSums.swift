import CKernels
import PJRT

/// Σ a and Σ a · b̂ over all axes but the last, where b̂ is b with each row brought to mean 0 and variance 1: a and b `[…, features]`, the
/// result `[2, features]`.
///
/// What the derivatives of `NormalizedRows` with respect to its offset and its scale are.
struct NormalizedRowSums: CompositeOperation {
  static let name = "normalizedRowSums"
  static let target = "apus_normalized_row_sums"
  static let handler: ForeignCall.Handler = { cfeatures_row_sums($0) }
  let epsilon: Double

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 2 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "two operands") }
    let result = try operands[0].featurePairs(for: Self.name)
    guard operands[1] == operands[0] else { throw .operandsDiffer(operation: Self.name, operands) }
    return result
  }

  func decomposition(of operands: [Node]) -> Node {
    let a = operands[0], axes = Array(0..<a.rank - 1), rows = CenteredRows(operands[1], epsilon: epsilon)
    let normalized = rows.centered * rows.reciprocalDeviation.forEachElement(of: a)
    return .stacked([a.sum(along: axes), (a * normalized).sum(along: axes)], alongAxis: 0)
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    guard emitter.normalizesRowsByCall(operands[0].type) else { return try emitter.inline(decomposition, operands) }
    return try emitter.customCall(Self.target, by: Self.handler, operands, ["epsilon": .double(epsilon)], to: result)
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { operands[0].elementCount * 8 }
}
