import PJRT

/// X with A X = B for square A `[…, n, n]` and B `[…, n, k]`; NaN if A is singular.
///
/// Derivative: B̄ = A⁻ᵀ X̄ and Ā = −B̄ Xᵀ (M. Giles, "Collected matrix derivative results for forward and reverse mode algorithmic
/// differentiation", 2008).
struct Solve: MatrixOperation {
  static let name = "solve"
  static let target = "apus_solve"
  static let handler: ForeignCall.Handler = { answer($0) }

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    try Self.check(operands, count: 2)
    try Self.checkSystem(operands)
    return operands[1]
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let right = cotangent.solved(by: operands[0].matrixTransposed)
    return [-Node.matrixProduct(right, result.matrixTransposed), right]
  }

  static func factors(of operands: [Matrix<Double>]) -> Matrix<Double>? {
    let factors = LUFactors(operands[0])
    return factors.isSingular ? nil : factors.solution(of: operands[1])
  }
}

extension Node {
  /// X with A X = B for this B `[…, n, k]` and `matrix` A `[…, n, n]`. The shapes before the matrices are broadcast.
  public func solved(by matrix: Node) -> Node { .withCommonBatch(matrix, self, for: Solve.name) { .make(Solve(), $0, $1) } }

  /// The inverse of square matrices, NaN for a singular one: `[…, n, n]`.
  public func matrixInverse() -> Node {
    diagnosis != nil || rank < 2 ? .make(Solve(), self, self) : .make(Solve(), self, identityMatrices)
  }
}
