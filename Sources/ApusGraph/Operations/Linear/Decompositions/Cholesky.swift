import PJRT

/// The lower triangular L with a positive diagonal and A = L Lᵀ; NaN for a matrix that is not positive definite.
///
/// The mean of A and its transpose is taken, so that the derivative is symmetric. With Φ, which takes the lower triangle and halves the
/// diagonal, it is the symmetric part of L⁻ᵀ Φ(Lᵀ L̄) L⁻¹ (I. Murray, "Differentiation of the Cholesky decomposition", arXiv 1602.07527).
struct Cholesky: MatrixOperation {
  static let name = "cholesky"
  static let target = "apus_cholesky"
  static let handler: ForeignCall.Handler = { answer($0) }

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    try Self.check(operands, count: 1)
    try Self.checkSquare(operands[0])
    return operands[0]
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let product = Node.matrixProduct(result.matrixTransposed, cotangent)
    let halved = product.lowerTriangle - product * product.identityMatrices * 0.5
    let left = halved.solvedTriangular(by: result, isTransposed: true)
    return [left.matrixTransposed.solvedTriangular(by: result, isTransposed: true).symmetricPart]
  }

  static func factors(of operands: [Matrix<Double>]) -> Matrix<Double>? {
    let matrix = operands[0], count = matrix.rows
    var factor = Matrix<Double>(rows: count, columns: count)
    for column in 0..<count {
      for row in column..<count {
        var rest = (matrix[row, column] + matrix[column, row]) / 2
        for earlier in 0..<column { rest -= factor[row, earlier] * factor[column, earlier] }
        if row == column {
          guard rest > 0 else { return nil }
          factor[row, column] = rest.squareRoot()
        } else {
          factor[row, column] = rest / factor[column, column]
        }
      }
    }
    return factor
  }
}

extension Node {
  /// The lower triangular L of symmetric, positive definite matrices A = L Lᵀ, in the shape of A: `[…, n, n]`.
  public func cholesky() -> Node { .make(Cholesky(), self) }
}
