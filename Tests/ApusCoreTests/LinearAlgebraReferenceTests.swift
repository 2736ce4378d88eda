import ApusCore
import Testing

/// Decompositions and linear systems against PyTorch's; see `References/functions/make-linear-algebra.py`.
@Suite struct LinearAlgebraReferenceTests {
  static let reference = ReferenceCase.read("linear-algebra.json")

  static let rows: [ReferenceRow] = [
    ReferenceRow("cholesky", { [cholesky($0[0])] }, float: { [cholesky($0[0])] }),
    ReferenceRow(
      "triangularSolve", { [triangularSolve(matrix: $0[0], rhs: $0[1])] }, float: { [triangularSolve(matrix: $0[0], rhs: $0[1])] }),
    ReferenceRow(
      "triangularSolve upper", { [triangularSolve(matrix: $0[0], rhs: $0[1], lower: false)] },
      float: { [triangularSolve(matrix: $0[0], rhs: $0[1], lower: false)] }),
    ReferenceRow(
      "triangularSolve adjoint", { [triangularSolve(matrix: $0[0], rhs: $0[1], adjoint: true)] },
      float: { [triangularSolve(matrix: $0[0], rhs: $0[1], adjoint: true)] }),
    ReferenceRow(
      "triangularSolve upper adjoint", { [triangularSolve(matrix: $0[0], rhs: $0[1], lower: false, adjoint: true)] },
      float: { [triangularSolve(matrix: $0[0], rhs: $0[1], lower: false, adjoint: true)] }),
    ReferenceRow("solve", { [solve(matrix: $0[0], rhs: $0[1])] }, float: { [solve(matrix: $0[0], rhs: $0[1])] }),
    ReferenceRow("inverse", { [inverse($0[0])] }, float: { [inverse($0[0])] }),
    ReferenceRow("determinant", { [determinant($0[0])] }, float: { [determinant($0[0])] }),
    ReferenceRow("logDeterminant", { both(logDeterminant($0[0])) }, float: { both(logDeterminant($0[0])) }),
    ReferenceRow("qrDecomposition", { both($0[0].qrDecomposition()) }, float: { both($0[0].qrDecomposition()) }),
    // The derivatives divide by the distances of values, down to 0.3.
    ReferenceRow("svd", floatTolerance: 3e-5, { three($0[0].svd()) }, float: { three($0[0].svd()) }),
    ReferenceRow("eigh", floatTolerance: 3e-5, { both(eigh($0[0])) }, float: { both(eigh($0[0])) }),
  ]

  private static func both<T>(_ pair: (T, T)) -> [T] { [pair.0, pair.1] }
  private static func three<T>(_ triple: (T, T, T)) -> [T] { [triple.0, triple.1, triple.2] }

  @Test(arguments: rows)
  func outputsAndGradientsAreThoseOfPyTorch(_ row: ReferenceRow) throws { try row.check(Self.reference.get()[row.name]) }

  @Test func everyReferenceHasItsRow() throws {
    #expect(try Set(Self.reference.get().keys) == Set(Self.rows.map(\.name)))
  }
}
