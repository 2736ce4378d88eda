/// The singular values, in descending order, and vectors of a matrix with no more columns than rows, by rotations that make its columns
/// orthogonal to each other (M. Hestenes, 1958; G. Golub and C. Van Loan, "Matrix Computations", 8.6).
struct JacobiSingularValues {
  private(set) var u: Matrix<Double>
  let values: [Double]
  let v: Matrix<Double>

  private static let sweepLimit = 64

  /// `nil` if the rotations do not converge.
  init?(_ matrix: Matrix<Double>) {
    let unit = matrix.unit
    var columns = matrix.scaled(by: 1 / unit), v = Matrix<Double>.identity(matrix.columns)
    var sweeps = 0
    while Self.sweep(&columns, &v) {
      sweeps += 1
      if sweeps == Self.sweepLimit { return nil }
    }
    let lengths = (0..<columns.columns).map { columns.product(of: $0, and: $0).squareRoot() }
    let order = lengths.indices.sorted { lengths[$0] > lengths[$1] }
    values = order.map { lengths[$0] * unit }
    self.v = v.withColumns(order)
    u = columns.withColumns(order)
    for (column, from) in order.enumerated() { u.normalize(column, length: lengths[from]) }
  }

  /// Rotates once for every pair of columns; returns whether anything was left to do.
  private static func sweep(_ columns: inout Matrix<Double>, _ v: inout Matrix<Double>) -> Bool {
    var hasRotated = false
    for b in 0..<columns.columns {
      for a in 0..<b {
        let (x, y, coupled) = (columns.product(of: a, and: a), columns.product(of: b, and: b), columns.product(of: a, and: b))
        if coupled.magnitude <= 0x1p-52 * (x * y).squareRoot() { continue }
        let (cosine, sine) = JacobiEigenvalues.rotation(between: x, y, coupled: coupled)
        columns.rotate(a, b, cosine: cosine, sine: sine)
        v.rotate(a, b, cosine: cosine, sine: sine)
        hasRotated = true
      }
    }
    return hasRotated
  }
}

extension Matrix<Double> {
  /// Makes a column one long; a column that vanishes becomes one that is orthogonal to all before it.
  fileprivate mutating func normalize(_ column: Int, length: Double) {
    if length >= 0x1p-1000 {
      for row in 0..<rows { self[row, column] /= length }
      return
    }
    var best = (length: 0.0, elements: [Double](repeating: 0, count: rows))
    for axis in 0..<rows {
      for row in 0..<rows { self[row, column] = row == axis ? 1 : 0 }
      // Twice, because the first time leaves what rounding adds.
      for earlier in Array(0..<column) + Array(0..<column) {
        let share = product(of: earlier, and: column)
        for row in 0..<rows { self[row, column] -= share * self[row, earlier] }
      }
      let length = product(of: column, and: column).squareRoot()
      if length > best.length { best = (length, (0..<rows).map { self[$0, column] / length }) }
      if length > 0.5 { break }
    }
    for row in 0..<rows { self[row, column] = best.elements[row] }
  }
}
