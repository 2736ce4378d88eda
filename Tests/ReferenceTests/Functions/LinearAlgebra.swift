import ApusNN

enum LinearAlgebra: FunctionFamily {
  static let program = "linear-algebra"

  static func fill<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("cholesky") { cholesky($0[0]) }
    row("triangularSolve") { triangularSolve(matrix: $0[0], rhs: $0[1]) }
    row("triangularSolve upper") { triangularSolve(matrix: $0[0], rhs: $0[1], lower: false) }
    row("triangularSolve adjoint") { triangularSolve(matrix: $0[0], rhs: $0[1], adjoint: true) }
    row("triangularSolve upper adjoint") { triangularSolve(matrix: $0[0], rhs: $0[1], lower: false, adjoint: true) }
    row("solve") { solve(matrix: $0[0], rhs: $0[1]) }
    row("inverse") { inverse($0[0]) }
    row("determinant") { determinant($0[0]) }
    row.several("logDeterminant") { both(logDeterminant($0[0])) }
    row.several("qrDecomposition") { both($0[0].qrDecomposition()) }
    // The derivatives divide by the distances of values, down to 0.3.
    row.several("svd", floatTolerance: 3e-5) { three($0[0].svd()) }
    row.several("eigh", floatTolerance: 3e-5) { both(eigh($0[0])) }
  }

  private static func both<T>(_ pair: (T, T)) -> [T] { [pair.0, pair.1] }
  private static func three<T>(_ triple: (T, T, T)) -> [T] { [triple.0, triple.1, triple.2] }
}
