/// scale · (x − mean) / √(variance + ε) + offset, for x `[…, features]`, moments `[2, features]`, scale and offset `[features]`.
///
/// With x̂ the normalized input and r = 1 / √(variance + ε), the derivatives follow from S = Σ ȳ and T = Σ ȳ · x̂ alone: S of the offset, T
/// of the scale, ȳ · scale · r of the input, −S · scale · r of the mean, −T · scale · r² / 2 of the variance. S. Ioffe and C. Szegedy,
/// "Batch normalization", 2015, section 3.
struct NormalizedFeatures: CompositeOperation {
  static let name = "normalizedFeatures"
  let epsilon: Double

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 4 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "four operands") }
    let moments = try operands[0].featurePairs(for: Self.name), feature = TensorType(moments.dtype, [moments.shape[1]])
    guard operands[1] == moments, operands[2] == feature, operands[3] == feature else {
      throw .operandsDiffer(operation: Self.name, operands)
    }
    return operands[0]
  }

  private func reciprocalDeviation(_ moments: Node) -> Node {
    let variance = moments.featureRow(1)
    return (variance + variance.like(epsilon)).rsqrt()
  }

  func decomposition(of operands: [Node]) -> Node {
    let (x, moments, scale, offset) = (operands[0], operands[1], operands[2], operands[3])
    let stretch = reciprocalDeviation(moments) * scale
    return (x - moments.featureRow(0).forEachRow(of: x)) * stretch.forEachRow(of: x) + offset.forEachRow(of: x)
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let (x, moments, scale) = (operands[0], operands[1], operands[2])
    let reciprocal = reciprocalDeviation(moments), stretch = reciprocal * scale
    let sums = Node.make(FeatureSums(), cotangent, x, moments.featureRow(0))
    let sum = sums.featureRow(0), product = sums.featureRow(1) * reciprocal
    let ofVariance = -(product * stretch * reciprocal * product.like(0.5))
    return [
      cotangent * stretch.forEachRow(of: x), .stacked([-(sum * stretch), ofVariance], alongAxis: 0), product, sum,
    ]
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { result.elementCount * 4 }
}

extension Node {
  /// Every feature of `[…, features]` moved and stretched so that `moments`, `[2, features]`, become 0 and 1, and then by `scale` and
  /// `offset`, `[features]`.
  public func normalizedFeatures(moments: Node, scale: Node, offset: Node, epsilon: Double) -> Node {
    .make(NormalizedFeatures(epsilon: epsilon), [self, moments, scale, offset])
  }
}
