import CKernels
import PJRT

/// The mean and the variance of each feature, over all axes but the last: `[…, features]` to `[2, features]`.
///
/// Derivative: (m̄ + 2 · v̄ · (x − m)) / n, with n elements a feature.
struct FeatureMoments: FeatureReduction {
  static let name = "featureMoments"
  static let target = "apus_feature_moments"
  static let handler: ForeignCall.Handler = { cfeatures_moments($0) }

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one operand") }
    return try operands[0].featurePairs(for: Self.name)
  }

  func decomposition(of operands: [Node]) -> Node {
    let x = operands[0], axes = Array(0..<x.rank - 1), sum = x.sum(along: axes), count = sum.like(x.rowCount)
    let mean = sum / count, centered = x - mean.forEachRow(of: x)
    return .stacked([mean, (centered * centered).sum(along: axes) / count], alongAxis: 0)
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let x = operands[0], centered = x - result.featureRow(0).forEachRow(of: x)
    let ofMean = cotangent.featureRow(0), ofVariance = cotangent.featureRow(1), count = ofMean.like(x.rowCount)
    return [(ofMean / count).forEachRow(of: x) + (ofVariance * ofVariance.like(2) / count).forEachRow(of: x) * centered]
  }
}

extension Node {
  /// The mean and the variance of each feature of `[…, features]`, as `[2, features]`.
  public func featureMoments() -> Node { .make(FeatureMoments(), self) }
}
