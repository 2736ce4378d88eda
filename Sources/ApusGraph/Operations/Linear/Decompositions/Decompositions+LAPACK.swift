import CKernels

extension Cholesky {
  static func factors<E: LAPACKElement>(of operands: [Matrix<E>], _ lapack: LAPACK) -> Matrix<E>? {
    let count = operands[0].rows
    var factor = Matrix<E>(rows: count, columns: count)
    for column in 0..<count {
      for row in column..<count { factor[row, column] = .mean(operands[0][row, column], operands[0][column, row]) }
    }
    let info = factor.elements.withUnsafeMutableBytes { elements in
      lapack.call(E.self) { clapack_cholesky($0, Int32(count), elements.baseAddress) }
    }
    return info == 0 ? factor : nil
  }
}

extension TriangularSolve {
  static func factors<E: LAPACKElement>(of operands: [Matrix<E>], _ lapack: LAPACK) -> Matrix<E>? {
    var solution = operands[1]
    let info = solution.elements.withUnsafeMutableBytes { right in
      operands[0].elements.withUnsafeBytes { matrix in
        lapack.call(E.self) {
          clapack_triangular_solve($0, Int32(operands[0].rows), Int32(operands[1].columns), matrix.baseAddress, right.baseAddress)
        }
      }
    }
    return info == 0 ? solution : nil
  }
}

extension LAPACK {
  /// The factors of a square matrix in place, and the row, from 1, that each row was exchanged with; `nil` for an error, not for a
  /// singular matrix.
  fileprivate func factor<E: LAPACKElement>(_ matrix: inout Matrix<E>) -> [Int32]? {
    let count = matrix.rows
    var pivots = [Int32](repeating: 0, count: count)
    let info = matrix.elements.withUnsafeMutableBytes { elements in
      pivots.withUnsafeMutableBufferPointer { pivots in
        call(E.self) { clapack_lu($0, Int32(count), elements.baseAddress, pivots.baseAddress) }
      }
    }
    return info >= 0 ? pivots : nil
  }

  /// The sign of the order of rows and the diagonal of the factors.
  fileprivate func determinantFactors<E: LAPACKElement>(of matrix: Matrix<E>) -> [E]? {
    var factors = matrix
    guard let pivots = factor(&factors) else { return nil }
    let exchanges = pivots.enumerated().count { $0 + 1 != Int($1) }
    return [exchanges % 2 == 0 ? E.oneValue : .negating(.oneValue)] + factors.diagonal
  }
}

extension Solve {
  static func factors<E: LAPACKElement>(of operands: [Matrix<E>], _ lapack: LAPACK) -> Matrix<E>? {
    var (matrix, solution) = (operands[0], operands[1])
    guard let pivots = lapack.factor(&matrix), !matrix.diagonal.contains(.zeroValue) else { return nil }
    let info = solution.elements.withUnsafeMutableBytes { right in
      matrix.elements.withUnsafeBytes { factors in
        lapack.call(E.self) {
          clapack_lu_solve($0, Int32(matrix.rows), Int32(operands[1].columns), factors.baseAddress, pivots, right.baseAddress)
        }
      }
    }
    return info == 0 ? solution : nil
  }
}

extension Determinant {
  static func factors<E: LAPACKElement>(of operands: [Matrix<E>], _ lapack: LAPACK) -> Matrix<E>? {
    lapack.determinantFactors(of: operands[0]).map { Matrix(rows: 1, columns: 1, repeating: $0.reduce(.oneValue, E.multiplying)) }
  }
}

extension LogDeterminant {
  static func factors<E: LAPACKElement>(of operands: [Matrix<E>], _ lapack: LAPACK) -> Matrix<E>? {
    lapack.determinantFactors(of: operands[0]).map(signAndLogarithm)
  }
}

extension QR {
  static func factors<E: LAPACKElement>(of operands: [Matrix<E>], _ lapack: LAPACK) -> Matrix<E>? {
    var reflections = operands[0]
    let (rows, columns) = (reflections.rows, reflections.columns)
    var q = Matrix<E>(rows: rows, columns: min(rows, columns))
    let info = reflections.elements.withUnsafeMutableBytes { r in
      q.elements.withUnsafeMutableBytes { q in
        lapack.call(E.self) { clapack_qr($0, Int32(rows), Int32(columns), r.baseAddress, q.baseAddress) }
      }
    }
    var transposed = Matrix<E>(rows: columns, columns: q.columns)
    for column in 0..<columns { for row in 0..<min(column + 1, q.columns) { transposed[column, row] = reflections[row, column] } }
    return info == 0 ? q.above(transposed) : nil
  }
}

extension SVD {
  static func factors<E: LAPACKElement>(of operands: [Matrix<E>], _ lapack: LAPACK) -> Matrix<E>? {
    var matrix = operands[0]
    let (rows, columns) = (matrix.rows, matrix.columns), width = min(rows, columns)
    var u = Matrix<E>(rows: rows, columns: width), transposed = Matrix<E>(rows: width, columns: columns)
    var values = [E](repeating: .zeroValue, count: width)
    let info = matrix.elements.withUnsafeMutableBytes { matrix in
      u.elements.withUnsafeMutableBytes { u in
        transposed.elements.withUnsafeMutableBytes { v in
          values.withUnsafeMutableBytes { values in
            lapack.call(E.self) {
              clapack_svd($0, Int32(rows), Int32(columns), matrix.baseAddress, values.baseAddress, u.baseAddress, v.baseAddress)
            }
          }
        }
      }
    }
    var v = Matrix<E>(rows: columns, columns: width)
    for column in 0..<columns { for row in 0..<width { v[column, row] = transposed[row, column] } }
    return info == 0 ? packed(u: u, values, v: v) : nil
  }
}

extension Eigh {
  static func factors<E: LAPACKElement>(of operands: [Matrix<E>], _ lapack: LAPACK) -> Matrix<E>? {
    let count = operands[0].rows
    var vectors = operands[0], values = Matrix<E>(rows: 1, columns: count)
    for column in 0..<count {
      for row in column..<count { vectors[row, column] = .mean(operands[0][row, column], operands[0][column, row]) }
    }
    let info = vectors.elements.withUnsafeMutableBytes { vectors in
      values.elements.withUnsafeMutableBytes { values in
        lapack.call(E.self) { clapack_eigh($0, Int32(count), vectors.baseAddress, values.baseAddress) }
      }
    }
    return info == 0 ? values.above(vectors.withDeterminedSigns()) : nil
  }
}

extension LAPACKElement {
  fileprivate static func mean(_ a: Self, _ b: Self) -> Self { Self(computed: (a.compute + b.compute) / 2) }
}
