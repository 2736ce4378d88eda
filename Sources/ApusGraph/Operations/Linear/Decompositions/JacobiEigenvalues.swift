/// The eigenvalues, in ascending order, and eigenvectors of the symmetric part of a matrix, by rotations that make the elements beside the
/// diagonal vanish one after the other (G. Golub and C. Van Loan, "Matrix Computations", 8.5).
struct JacobiEigenvalues {
  let values: [Double]
  let vectors: Matrix<Double>

  /// Sweeps double the number of right digits: ten are many.
  private static let sweepLimit = 64

  /// `nil` if the rotations do not converge.
  init?(_ matrix: Matrix<Double>) {
    let unit = matrix.unit
    var rest = matrix.scaled(by: 1 / unit), vectors = Matrix<Double>.identity(matrix.rows)
    for column in 0..<rest.columns {
      for row in 0..<column {
        let mean = (rest[row, column] + rest[column, row]) / 2
        (rest[row, column], rest[column, row]) = (mean, mean)
      }
    }
    var sweeps = 0
    while Self.sweep(&rest, &vectors) {
      sweeps += 1
      if sweeps == Self.sweepLimit { return nil }
    }
    let diagonal = rest.diagonal, order = diagonal.indices.sorted { diagonal[$0] < diagonal[$1] }
    values = order.map { diagonal[$0] * unit }
    self.vectors = vectors.withColumns(order)
  }

  /// Rotates once for every pair of axes; returns whether anything was left to do.
  private static func sweep(_ matrix: inout Matrix<Double>, _ vectors: inout Matrix<Double>) -> Bool {
    let negligible = matrix.elements.reduce(0) { max($0, $1.magnitude) } * 0x1p-70
    var hasRotated = false
    for b in 0..<matrix.columns {
      for a in 0..<b where matrix[a, b].magnitude > negligible {
        let (cosine, sine) = rotation(between: matrix[a, a], matrix[b, b], coupled: matrix[a, b])
        matrix.rotate(a, b, cosine: cosine, sine: sine)
        matrix.rotateRows(a, b, cosine: cosine, sine: sine)
        vectors.rotate(a, b, cosine: cosine, sine: sine)
        (matrix[a, b], matrix[b, a]) = (0, 0)
        hasRotated = true
      }
    }
    return hasRotated
  }

  /// The rotation after which two axes are uncoupled, by the smaller of its two angles.
  static func rotation(between a: Double, _ b: Double, coupled: Double) -> (cosine: Double, sine: Double) {
    let slope = (b - a) / (2 * coupled)
    let tangent = (slope < 0 ? -1 : 1) / (slope.magnitude + (slope * slope + 1).squareRoot())
    let cosine = 1 / (tangent * tangent + 1).squareRoot()
    return (cosine, tangent * cosine)
  }
}

extension Matrix<Double> {
  /// Turns two rows in their plane, as `rotate` does columns.
  fileprivate mutating func rotateRows(_ a: Int, _ b: Int, cosine: Double, sine: Double) {
    for column in 0..<columns {
      let (x, y) = (self[a, column], self[b, column])
      self[a, column] = cosine * x - sine * y
      self[b, column] = sine * x + cosine * y
    }
  }
}

extension Matrix {
  func withColumns(_ order: [Int]) -> Matrix {
    var result = Matrix(rows: rows, columns: order.count)
    for (to, from) in order.enumerated() { for row in 0..<rows { result[row, to] = self[row, from] } }
    return result
  }

  /// Whether the first element of a column that is more than 3/5 as large as its largest one is negative.
  ///
  /// With the largest element itself, the sign would hang on the last digit wherever two elements are equally large.
  func isNegative(_ column: Int) -> Bool {
    var largest = E.Compute(0)
    for row in 0..<rows { largest = max(largest, self[row, column].compute.magnitude) }
    for row in 0..<rows where self[row, column].compute.magnitude > largest * 3 / 5 { return self[row, column].compute < 0 }
    return false
  }

  func withDeterminedSigns() -> Matrix {
    var result = self
    for column in 0..<columns where isNegative(column) {
      for row in 0..<rows { result[row, column] = .negating(self[row, column]) }
    }
    return result
  }
}
