import PJRT

/// The eigenvalues w of symmetric matrices in ascending order, `[…, 1, n]`, and below them the eigenvectors V in columns, `[…, n, n]`:
/// A V = V diag(w).
///
/// The mean of A and its transpose is taken, so that the derivative is symmetric. The sign of an eigenvector is arbitrary; here the first
/// element that is more than 3/5 as large as the largest one is positive, whoever computed it.
///
/// Derivative: the symmetric part of V (diag(w̄) + F ∘ Vᵀ V̄) Vᵀ with Fᵢⱼ = 1 / (wⱼ − wᵢ) (M. Giles, "Collected matrix derivative results",
/// 2008). Where eigenvalues are equal F is 0: right for functions of the eigenvalues, and of vectors as far as they do not depend on
/// which basis of the common space was taken.
struct Eigh: MatrixOperation {
  static let name = "eigh"
  static let target = "apus_eigh"
  static let handler: ForeignCall.Handler = { answer($0) }

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    try Self.check(operands, count: 1)
    try Self.checkSquare(operands[0])
    let shape = operands[0].shape
    return TensorType(operands[0].dtype, shape.batch + [shape.rows + 1, shape.columns])
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let count = operands[0].shape.rows
    let (values, vectors) = result.eigenFactors, (valuesCotangent, vectorsCotangent) = cotangent.eigenFactors
    let columns = values.asRows(count)
    let distances = (columns - columns.matrixTransposed).safeReciprocal
    let inner = distances * .matrixProduct(vectors.matrixTransposed, vectorsCotangent)
    let middle = inner + inner.identityMatrices * valuesCotangent.asRows(count)
    return [Node.matrixProduct(.matrixProduct(vectors, middle), vectors.matrixTransposed).symmetricPart]
  }

  static func factors(of operands: [Matrix<Double>]) -> Matrix<Double>? {
    JacobiEigenvalues(operands[0]).map { decomposition in
      var values = Matrix<Double>(rows: 1, columns: decomposition.values.count)
      values.elements = decomposition.values
      return values.above(decomposition.vectors.withDeterminedSigns())
    }
  }
}

extension Node {
  /// The values as a vector and the vectors of the node that holds both.
  fileprivate var eigenFactors: (values: Node, vectors: Node) { (rows(0..<1).singleRow, rows(1..<shape.rows)) }

  /// The eigenvalues of symmetric matrices in ascending order, `[…, n]`, and the eigenvectors in columns, `[…, n, n]`.
  public func eigh() -> (values: Node, vectors: Node) {
    let both = Node.make(Eigh(), self)
    return both.diagnosis != nil ? (both, both) : both.eigenFactors
  }
}
