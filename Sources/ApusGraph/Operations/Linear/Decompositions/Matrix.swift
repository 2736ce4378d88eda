/// One matrix in host memory, column by column, as LAPACK takes it.
struct Matrix<E: FloatElement> {
  let rows: Int
  let columns: Int
  var elements: [E]

  init(rows: Int, columns: Int, repeating element: E = .zeroValue) {
    self.rows = rows
    self.columns = columns
    elements = [E](repeating: element, count: rows * columns)
  }

  subscript(row: Int, column: Int) -> E {
    get { elements[column * rows + row] }
    set { elements[column * rows + row] = newValue }
  }
}

extension Matrix<Double> {
  static func identity(_ count: Int) -> Matrix {
    var result = Matrix(rows: count, columns: count)
    for index in 0..<count { result[index, index] = 1 }
    return result
  }

  var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for column in 0..<columns { for row in 0..<rows { result[column, row] = self[row, column] } }
    return result
  }

  /// A power of two as large as the largest element: squares of elements divided by it neither overflow nor vanish.
  var unit: Double {
    let largest = elements.reduce(0) { max($0, $1.magnitude) }
    return largest.isNormal ? Double(sign: .plus, exponent: largest.exponent, significand: 1) : 1
  }

  func scaled(by factor: Double) -> Matrix {
    var result = self
    for index in elements.indices { result.elements[index] *= factor }
    return result
  }

  /// The sum of the products of two columns' elements from `first` on.
  func product(of a: Int, and b: Int, from first: Int = 0) -> Double {
    var sum = 0.0
    for row in first..<rows { sum += self[row, a] * self[row, b] }
    return sum
  }

  /// Turns two columns in their plane: (a, b) to (cosine · a − sine · b, sine · a + cosine · b).
  mutating func rotate(_ a: Int, _ b: Int, cosine: Double, sine: Double) {
    for row in 0..<rows {
      let (x, y) = (self[row, a], self[row, b])
      self[row, a] = cosine * x - sine * y
      self[row, b] = sine * x + cosine * y
    }
  }
}
