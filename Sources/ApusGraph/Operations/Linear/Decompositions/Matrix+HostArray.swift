extension Matrix {
  /// The matrices number `place` of each array; `nil` if something in them is infinite or NaN.
  static func finite(_ arrays: [HostArray], _ place: Int) -> [Matrix]? {
    let matrices = arrays.map { Matrix($0, place) }
    return matrices.allSatisfy { $0.elements.allSatisfy(\.compute.isFinite) } ? matrices : nil
  }

  /// The matrix number `place` of an array, which holds them row by row.
  private init(_ array: HostArray, _ place: Int) {
    let shape = array.type.shape
    self.init(rows: shape.rows, columns: shape.columns)
    let source = array.elements(E.self), first = place * rows * columns
    for row in 0..<rows { for column in 0..<columns { self[row, column] = source[first + row * columns + column] } }
  }

  var widened: Matrix<Double> {
    var result = Matrix<Double>(rows: rows, columns: columns)
    result.elements = elements.map(\.asDouble)
    return result
  }

  init(_ wide: Matrix<Double>) {
    self.init(rows: wide.rows, columns: wide.columns)
    elements = wide.elements.map { E(converting: $0) }
  }
}

extension HostArray {
  /// Writes a result for the matrices number `place` of `operands`, row by row; NaN where there is none.
  func write<E: FloatElement>(_ matrix: Matrix<E>?, at place: Int, of operands: [HostArray]) {
    let count = type.elementCount / operands[0].type.shape.batch.contiguousSize
    let target = elements(E.self)
    guard let matrix else {
      for index in 0..<count { target[place * count + index] = E(converting: Double.nan) }
      return
    }
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns { target[place * count + row * matrix.columns + column] = matrix[row, column] }
    }
  }
}
