import PJRT

/// The singular value decomposition A = U diag(s) Vᵀ for A `[…, m, n]` and k = min(m, n): U `[…, m, k]` with orthonormal columns, below it
/// the singular values s in descending order, `[…, 1, k]`, below them V, `[…, n, k]`, with orthonormal columns.
///
/// The sign of a pair of columns of U and V is arbitrary; here it is the one that `Eigh` gives the column of U. Columns that belong to the
/// singular value 0 may be any that complete the others.
///
/// Derivative: U [F ∘ (UᵀŪ − ŪᵀU) S + diag(s̄) + S F ∘ (VᵀV̄ − V̄ᵀV)] Vᵀ + (1 − UUᵀ) Ū S⁻¹ Vᵀ + U S⁻¹ V̄ᵀ (1 − VVᵀ) with
/// Fᵢⱼ = 1 / (sⱼ² − sᵢ²) (J. Townsend, "Differentiating the singular value decomposition", 2016). Where singular values are equal F is 0, and
/// so is S⁻¹ where they are 0: right for functions of the singular values alone.
struct SVD: MatrixOperation {
  static let name = "svd"
  static let target = "apus_svd"
  static let handler: ForeignCall.Handler = { answer($0) }

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    try Self.check(operands, count: 1)
    let shape = operands[0].shape
    return TensorType(operands[0].dtype, shape.batch + [shape.rows + 1 + shape.columns, min(shape.rows, shape.columns)])
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let shape = operands[0].shape, width = min(shape.rows, shape.columns)
    let (u, values, v) = result.singularFactors(shape)
    let (uCotangent, valuesCotangent, vCotangent) = cotangent.singularFactors(shape)
    let (uTransposed, vTransposed) = (u.matrixTransposed, v.matrixTransposed)
    let columns = values.asRows(width), rows = columns.matrixTransposed
    let distances = ((columns - rows) * (columns + rows)).safeReciprocal
    // UᵀŪ and VᵀV̄
    let (uTurn, vTurn) = (Node.matrixProduct(uTransposed, uCotangent), Node.matrixProduct(vTransposed, vCotangent))
    let ofU = distances * (uTurn - uTurn.matrixTransposed) * columns, ofV = rows * distances * (vTurn - vTurn.matrixTransposed)
    let middle = ofU + ofV + columns.identityMatrices * valuesCotangent.asRows(width)
    let (uInverse, vInverse) = (values.safeReciprocal.asRows(shape.rows), values.safeReciprocal.asRows(shape.columns))
    // What lies outside the columns' space.
    let uOutside = (uCotangent - .matrixProduct(u, uTurn)) * uInverse, vOutside = (vCotangent - .matrixProduct(v, vTurn)) * vInverse
    return [
      .matrixProduct(.matrixProduct(u, middle) + uOutside, vTransposed) + .matrixProduct(u, vOutside.matrixTransposed)
    ]
  }

  static func factors(of operands: [Matrix<Double>]) -> Matrix<Double>? {
    let matrix = operands[0], isWide = matrix.rows < matrix.columns
    guard let tall = JacobiSingularValues(isWide ? matrix.transposed : matrix) else { return nil }
    return packed(u: isWide ? tall.v : tall.u, tall.values, v: isWide ? tall.u : tall.v)
  }

  /// The factors one below the other, with determined signs.
  static func packed<E: FloatElement>(u: Matrix<E>, _ values: [E], v: Matrix<E>) -> Matrix<E> {
    var row = Matrix<E>(rows: 1, columns: values.count), v = v
    row.elements = values
    for column in 0..<u.columns where u.isNegative(column) {
      for row in 0..<v.rows { v[row, column] = .negating(v[row, column]) }
    }
    return u.withDeterminedSigns().above(row).above(v)
  }
}

extension Node {
  /// U, the singular values as a vector, and V of the node that holds them, for matrices of shape `shape`.
  fileprivate func singularFactors(_ shape: TensorShape) -> (u: Node, values: Node, v: Node) {
    let first = shape.rows + 1
    return (rows(0..<shape.rows), rows(shape.rows..<first).singleRow, rows(first..<first + shape.columns))
  }

  /// U `[…, m, k]`, the singular values `[…, k]` in descending order, and V `[…, n, k]` of matrices `[…, m, n]`; k = min(m, n).
  public func svd() -> (u: Node, values: Node, v: Node) {
    let all = Node.make(SVD(), self)
    return all.diagnosis != nil ? (all, all, all) : all.singularFactors(shape)
  }
}
