import ApusTesting

@testable import ApusGraph

/// Operations on matrices: XLA calls back, so LAPACK, where the machine has it, is compared with the loops of the reference.
extension OperationTable {
  static let decompositions: [OperationRow] = [
    matrices(squares.map { Application(Cholesky(), [definite($0)]) }) { $0.refusals = [notSquare(Cholesky())] },
    matrices(systems.map { Application(TriangularSolve(), [general($0.0), general($0.1, seed: 7)]) }) {
      $0.differentiable = [0, 1]
      $0.refusals = [notSquare(TriangularSolve(), count: 2), otherRows(TriangularSolve())]
    },
    matrices(systems.map { Application(Solve(), [general($0.0), general($0.1, seed: 7)]) }) {
      $0.differentiable = [0, 1]
      $0.refusals = [notSquare(Solve(), count: 2), otherRows(Solve())]
    },
    matrices(squares.map { Application(Determinant(), [general($0)]) }) {
      $0.refusals = [
        notSquare(Determinant()),
        .init(
          Determinant(), [TensorType(.float32, [2])],
          .rank(operation: "determinant", shape: [2], expected: "[…, rows, columns]")),
      ]
    },
    matrices(squares.map { Application(LogDeterminant(), [general($0)]) }) { $0.refusals = [notSquare(LogDeterminant())] },
    matrices(rectangles.map { Application(QR(), [general($0)]) }) { _ in },
    matrices(rectangles.map { Application(SVD(), [general($0)]) }) { _ in },
    matrices(squares.map { Application(Eigh(), [general($0)]) }) { $0.refusals = [notSquare(Eigh())] },
  ]

  private static let squares: [TensorShape] = [[4, 4], [2, 3, 3], [1, 1], [3, 0, 0], [0, 2, 2], [7, 7]]
  private static let rectangles: [TensorShape] = squares + [[5, 3], [2, 3, 5], [4, 1], [1, 4], [0, 3]]
  private static let systems: [(TensorShape, TensorShape)] = [
    ([4, 4], [4, 3]), ([2, 3, 3], [2, 3, 1]), ([1, 1], [1, 1]), ([0, 0], [0, 2]), ([3, 3], [3, 0]), ([0, 2, 2], [0, 2, 3]),
  ]

  private struct Application {
    let operation: any Operation
    let operands: [(shape: TensorShape, numbers: [Double])]
    init(_ operation: any Operation, _ operands: [(shape: TensorShape, numbers: [Double])]) {
      self.operation = operation
      self.operands = operands
    }
  }

  private static func matrices(_ applications: [Application], _ change: (inout OperationRow) -> Void) -> OperationRow {
    let cases = [DType.float32, .float64].flatMap { dtype in
      applications.map { application in
        OperationRow.Case(
          application.operation, application.operands.map { TensorType(dtype, $0.shape) }, numbers: application.operands.map(\.numbers))
      }
    }
    return OperationRow(cases) {
      $0.differentiable = [0]
      // Two ways to compute factors differ by what the matrix makes of a rounding: its condition is up to about 30.
      $0.tolerance = Tolerance(factor: 256, floor: 1)
      change(&$0)
    }
  }

  /// Matrices with 2, 3, 4, … on the diagonal and numbers below 1 beside it: nothing is singular, no two eigenvalues are close.
  private static func general(_ shape: TensorShape, seed: UInt64 = 3) -> (shape: TensorShape, numbers: [Double]) {
    var generator = SplitMix(seed: seed)
    let (rows, columns) = (shape.rows, shape.columns)
    let numbers = (0..<shape.contiguousSize).map { index in
      let (row, column) = (index / columns % rows, index % columns)
      return Double.random(in: -0.9...0.9, using: &generator) + (row == column ? Double(2 + row) : 0)
    }
    return (shape, numbers)
  }

  /// The same with so much on the diagonal that the symmetric parts are positive definite.
  private static func definite(_ shape: TensorShape) -> (shape: TensorShape, numbers: [Double]) {
    let (rows, columns) = (shape.rows, shape.columns)
    return (
      shape, general(shape).numbers.enumerated().map { $1 + ($0 / columns % rows == $0 % columns ? Double(columns) : 0) }
    )
  }

  private static func notSquare(_ operation: any Operation, count: Int = 1) -> OperationRow.Refusal {
    .init(
      operation, [TensorType](repeating: TensorType(.float32, [2, 3]), count: count),
      .attribute(operation: operation.name, problem: "the matrices are not square", operand: [2, 3]))
  }

  private static func otherRows(_ operation: any Operation) -> OperationRow.Refusal {
    let problem = "a right side of shape [2, 1] has another number of rows"
    return .init(
      operation, [TensorType(.float32, [3, 3]), TensorType(.float32, [2, 1])],
      .attribute(operation: operation.name, problem: problem, operand: [3, 3]))
  }
}
