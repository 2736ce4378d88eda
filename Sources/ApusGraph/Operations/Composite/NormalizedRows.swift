import CKernels
import PJRT

/// Each row brought to mean 0 and variance 1, then stretched and moved: scale · (x − mean) / √(variance + ε) + offset, for x
/// `[…, features]`, scale and offset `[features]`.
///
/// Derivatives with respect to scale and offset: Σ ȳ · x̂ and Σ ȳ over all rows, with the normalized input x̂. J. L. Ba, J. R. Kiros and
/// G. E. Hinton, "Layer normalization", 2016, equation 4.
struct NormalizedRows: CompositeOperation {
  static let name = "normalizedRows"
  static let target = "apus_normalized_rows"
  static let handler: ForeignCall.Handler = { crows_normalized($0) }
  let epsilon: Double

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 3 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "three operands") }
    let pairs = try operands[0].featurePairs(for: Self.name), row = TensorType(pairs.dtype, [pairs.shape[1]])
    guard operands[1] == row, operands[2] == row else { throw .operandsDiffer(operation: Self.name, operands) }
    return operands[0]
  }

  func decomposition(of operands: [Node]) -> Node {
    let rows = CenteredRows(operands[0], epsilon: epsilon)
    let stretch = rows.reciprocalDeviation.forEachElement(of: operands[0]) * operands[1].forEachRow(of: operands[0])
    return rows.centered * stretch + operands[2].forEachRow(of: operands[0])
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let sums = Node.make(NormalizedRowSums(epsilon: epsilon), cotangent, operands[0])
    return [
      .make(NormalizedRowsGradient(epsilon: epsilon), cotangent, operands[0], operands[1]), sums.featureRow(1), sums.featureRow(0),
    ]
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    guard emitter.normalizesRowsByCall(result) else { return try emitter.inline(decomposition, operands) }
    return try emitter.customCall(Self.target, by: Self.handler, operands, ["epsilon": .double(epsilon)], to: result)
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { result.elementCount * 8 }
}

extension Node {
  /// Each row of `[…, features]` brought to mean 0 and variance 1, then stretched by `scale` and moved by `offset`, `[features]`.
  public func normalizedRows(scale: Node, offset: Node, epsilon: Double) -> Node {
    .make(NormalizedRows(epsilon: epsilon), self, scale, offset)
  }

  /// `[…]`, a number for each row of `other`, repeated for each of its elements.
  func forEachElement(of other: Node) -> Node { restoring([other.rank - 1], of: other.shape) }

  /// `[…]`, the mean of each row of `[…, features]`.
  var rowMeans: Node {
    let sums = sum(along: [rank - 1])
    return sums / sums.like(Double(shape[rank - 1]))
  }
}

/// The rows of `[…, features]` as normalisations need them.
struct CenteredRows {
  /// `[…, features]`
  let centered: Node
  /// 1 / √(variance + ε), `[…]`
  let reciprocalDeviation: Node

  init(_ x: Node, epsilon: Double) {
    centered = x - x.rowMeans.forEachElement(of: x)
    let variance = (centered * centered).rowMeans
    reciprocalDeviation = (variance + variance.like(epsilon)).rsqrt()
  }
}

extension Emitter {
  /// XLA fuses the derivatives of all normalisations that a residual connection runs past into each place that reads their sum: a
  /// transformer's step of four blocks took 15 of 100 samples there, and 6 more in its sums of rows.
  func normalizesRowsByCall(_ type: TensorType) -> Bool {
    style == .tuned && type.dtype == .float32 && type.elementCount >= 4_096 && (8...1 << 16).contains(type.shape[type.rank - 1])
  }
}
