import PJRT

/// The determinant of square matrices: `[…]` for `[…, n, n]`; 1 for a matrix without elements.
///
/// Derivative: ȳ · det A · A⁻ᵀ, which is NaN at a singular matrix (M. Giles, "Collected matrix derivative results", 2008).
struct Determinant: MatrixOperation {
  static let name = "determinant"
  static let target = "apus_determinant"
  static let handler: ForeignCall.Handler = { answer($0) }

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    try Self.check(operands, count: 1)
    try Self.checkSquare(operands[0])
    return TensorType(operands[0].dtype, operands[0].shape.batch)
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    [(cotangent * result).asElements(of: operands[0]) * operands[0].matrixTransposed.matrixInverse()]
  }

  static func factors(of operands: [Matrix<Double>]) -> Matrix<Double>? {
    Matrix(rows: 1, columns: 1, repeating: LUFactors(operands[0]).determinantFactors.reduce(1, *))
  }
}

extension Node {
  /// The determinant of square matrices: `[…]` for `[…, n, n]`.
  public func determinant() -> Node { .make(Determinant(), self) }
}
