import CKernels
import PJRT

/// Σ a and Σ a · (b − c) over all axes but the last: a and b `[…, features]`, c `[features]`, the result `[2, features]`.
///
/// The derivatives of a normalisation need both, of the same two arrays.
struct FeatureSums: FeatureReduction {
  static let name = "featureSums"
  static let target = "apus_feature_sums"
  static let handler: ForeignCall.Handler = { cfeatures_sums($0) }

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 3 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "three operands") }
    let result = try operands[0].featurePairs(for: Self.name)
    guard operands[1] == operands[0], operands[2] == TensorType(result.dtype, [result.shape[1]]) else {
      throw .operandsDiffer(operation: Self.name, operands)
    }
    return result
  }

  func decomposition(of operands: [Node]) -> Node {
    let (a, b, center) = (operands[0], operands[1], operands[2]), axes = Array(0..<a.rank - 1)
    return .stacked([a.sum(along: axes), (a * (b - center.forEachRow(of: b))).sum(along: axes)], alongAxis: 0)
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let (a, b, center) = (operands[0], operands[1], operands[2])
    let (first, second) = (cotangent.featureRow(0), cotangent.featureRow(1))
    return [
      first.forEachRow(of: a) + second.forEachRow(of: a) * (b - center.forEachRow(of: b)), second.forEachRow(of: a) * a,
      -(second * result.featureRow(0)),
    ]
  }
}
