import PJRT

/// X with L X = B for a lower triangular L `[…, n, n]` and B `[…, n, k]`. What is above L's diagonal is not read; a zero on it gives NaN.
///
/// Derivative: B̄ = L⁻ᵀ X̄ and L̄ = −B̄ Xᵀ below and on the diagonal (M. Giles, "Collected matrix derivative results for forward and
/// reverse mode algorithmic differentiation", 2008).
struct TriangularSolve: MatrixOperation {
  static let name = "triangularSolve"
  static let target = "apus_triangular_solve"
  static let handler: ForeignCall.Handler = { answer($0) }

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    try Self.check(operands, count: 2)
    try Self.checkSystem(operands)
    return operands[1]
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let right = cotangent.solvedTriangular(by: operands[0], isTransposed: true)
    return [-Node.matrixProduct(right, result.matrixTransposed).lowerTriangle, right]
  }

  static func factors(of operands: [Matrix<Double>]) -> Matrix<Double>? {
    let matrix = operands[0]
    var solution = operands[1]
    for row in 0..<matrix.rows {
      if matrix[row, row] == 0 { return nil }
      for column in 0..<solution.columns {
        var rest = solution[row, column]
        for earlier in 0..<row { rest -= matrix[row, earlier] * solution[earlier, column] }
        solution[row, column] = rest / matrix[row, row]
      }
    }
    return solution
  }
}

extension MatrixOperation {
  /// A square matrix and a right side with as many rows.
  static func checkSystem(_ operands: [TensorType]) throws(Mistake) {
    try checkSquare(operands[0])
    if operands[0].shape.rows == operands[1].shape.rows { return }
    throw .attribute(
      operation: name, problem: "a right side of shape \(operands[1].shape) has another number of rows", operand: operands[0].shape)
  }
}

extension Node {
  /// X with A X = B, or Aᵀ X = B, for this B and a triangular A. The shapes before the matrices are broadcast.
  ///
  /// - Parameters:
  ///   - matrix: A, `[…, n, n]`, of which one triangle is read.
  ///   - isLower: which one.
  ///   - isTransposed: whether Aᵀ takes A's place.
  public func solvedTriangular(by matrix: Node, isLower: Bool = true, isTransposed: Bool = false) -> Node {
    Node.withCommonBatch(matrix, self, for: TriangularSolve.name) { matrix, right in
      let matrix = isTransposed ? matrix.matrixTransposed : matrix
      if isLower != isTransposed { return .make(TriangularSolve(), matrix, right) }
      // Turned round, with rows and columns in reverse, an upper triangle is a lower one.
      let (row, column) = (matrix.rank - 2, matrix.rank - 1)
      let turned = Node.make(TriangularSolve(), matrix.reversed(along: [row, column]), right.reversed(along: [row]))
      return turned.diagnosis != nil ? turned : turned.reversed(along: [row])
    }
  }

  /// `body` with both operands repeated along the axes before their last two, where these do not agree.
  static func withCommonBatch(_ a: Node, _ b: Node, for operation: String, _ body: (Node, Node) -> Node) -> Node {
    if a.diagnosis != nil { return a }
    if b.diagnosis != nil { return b }
    for operand in [a, b] where operand.rank < 2 {
      return .poison(Mistake.rank(operation: operation, shape: operand.shape, expected: "[…, rows, columns]"), [a, b])
    }
    guard let batch = TensorShape.broadcasting(a.shape.batch, b.shape.batch) else {
      return .poison(Mistake.notBroadcastable(operation: operation, left: a.shape, right: b.shape), [a, b])
    }
    return body(a.broadcast(to: batch + a.shape.suffix(2)), b.broadcast(to: batch + b.shape.suffix(2)))
  }
}
