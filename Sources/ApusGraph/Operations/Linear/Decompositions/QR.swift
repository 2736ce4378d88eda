import PJRT

/// Q with orthonormal columns and an upper triangular R with A = Q R, for A `[…, m, n]` and k = min(m, n): Q is `[…, m, k]`, and below
/// it stands Rᵀ, `[…, n, k]`.
///
/// By Householder's reflections with LAPACK's signs: the diagonal of R may be negative, and R is determined by A.
///
/// Derivative for m ≥ n, with copyltu(M), which mirrors the lower triangle: (Q̄ + Q copyltu(R R̄ᵀ − Q̄ᵀ Q)) R⁻ᵀ (M. Seeger and others,
/// "Auto-differentiating linear algebra", arXiv 1710.08717). A wide matrix is [X Y] = Q [U V]: with Y V̄ᵀ added to Q̄ the derivative of X
/// is that of a square matrix, that of Y is Q V̄ (D. Roberts and L. Roberts, arXiv 2009.10071).
struct QR: MatrixOperation {
  static let name = "qr"
  static let target = "apus_qr"
  static let handler: ForeignCall.Handler = { answer($0) }

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    try Self.check(operands, count: 1)
    let shape = operands[0].shape
    return TensorType(operands[0].dtype, shape.batch + [shape.rows + shape.columns, min(shape.rows, shape.columns)])
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let shape = operands[0].shape, width = min(shape.rows, shape.columns)
    let (q, r) = result.qrFactors(shape)
    var (qCotangent, rCotangent) = cotangent.qrFactors(shape)
    rCotangent = rCotangent.upperTriangle
    if shape.rows >= shape.columns { return [Self.gradient(q, r, qCotangent, rCotangent)] }
    let rest = width..<shape.columns
    qCotangent = qCotangent + .matrixProduct(operands[0].columns(rest), rCotangent.columns(rest).matrixTransposed)
    let first = Self.gradient(q, r.columns(0..<width), qCotangent, rCotangent.columns(0..<width))
    return [.concatenated([first, .matrixProduct(q, rCotangent.columns(rest))], alongAxis: first.rank - 1)]
  }

  private static func gradient(_ q: Node, _ r: Node, _ qCotangent: Node, _ rCotangent: Node) -> Node {
    let inner = Node.matrixProduct(r, rCotangent.matrixTransposed) - .matrixProduct(qCotangent.matrixTransposed, q)
    let mirrored = inner.lowerTriangle + inner.strictlyLowerTriangle.matrixTransposed
    let left = qCotangent + .matrixProduct(q, mirrored)
    return left.matrixTransposed.solvedTriangular(by: r, isLower: false).matrixTransposed
  }

  static func factors(of operands: [Matrix<Double>]) -> Matrix<Double>? {
    let reflections = Householder(operands[0])
    return reflections.q().above(reflections.r.transposed)
  }
}

extension Node {
  /// Q and R of the node that holds both, for matrices of shape `shape`.
  fileprivate func qrFactors(_ shape: TensorShape) -> (q: Node, r: Node) {
    (rows(0..<shape.rows), rows(shape.rows..<shape.rows + shape.columns).matrixTransposed)
  }

  /// Q with orthonormal columns, `[…, m, k]`, and an upper triangular R, `[…, k, n]`, of matrices `[…, m, n]`; k = min(m, n).
  public func qr() -> (q: Node, r: Node) {
    let both = Node.make(QR(), self)
    return both.diagnosis != nil ? (both, both) : both.qrFactors(shape)
  }
}
