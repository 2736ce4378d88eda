/// A matrix brought to upper triangular form by reflections, column by column (G. Golub and C. Van Loan, "Matrix Computations", 5.2).
///
/// The signs are those of LAPACK: a column is reflected to the opposite sign of its first element, and not at all if only that is left.
struct Householder {
  /// R above and on the diagonal; below it the vectors of the reflections, whose first element is 1.
  private var factors: Matrix<Double>
  private var scales: [Double] = []
  private let width: Int
  private let unit: Double

  init(_ matrix: Matrix<Double>) {
    unit = matrix.unit
    factors = matrix.scaled(by: 1 / unit)
    width = min(matrix.rows, matrix.columns)
    for column in 0..<width { reflect(column) }
  }

  private mutating func reflect(_ column: Int) {
    let first = factors[column, column], rest = factors.product(of: column, and: column, from: column + 1)
    if rest == 0 {
      scales.append(0)
      return
    }
    let length = (first * first + rest).squareRoot(), target = first < 0 ? length : -length
    scales.append((target - first) / target)
    for row in column + 1..<factors.rows { factors[row, column] /= first - target }
    factors[column, column] = target
    let vector = vector(column)
    for other in column + 1..<factors.columns { factors.reflect(other, from: column, by: vector, scale: scales[column]) }
  }

  /// The vector of a reflection, without the zeros before its first element.
  private func vector(_ number: Int) -> [Double] { [1] + (number + 1..<factors.rows).map { factors[$0, number] } }

  var r: Matrix<Double> {
    var result = Matrix<Double>(rows: width, columns: factors.columns)
    for column in 0..<factors.columns {
      for row in 0..<min(column + 1, width) { result[row, column] = factors[row, column] * unit }
    }
    return result
  }

  func q() -> Matrix<Double> {
    var result = Matrix<Double>(rows: factors.rows, columns: width)
    for column in 0..<width { result[column, column] = 1 }
    for number in (0..<width).reversed() {
      let vector = vector(number)
      for column in number..<width { result.reflect(column, from: number, by: vector, scale: scales[number]) }
    }
    return result
  }
}

extension Matrix<Double> {
  /// Reflects the elements of a column from `first` on.
  fileprivate mutating func reflect(_ column: Int, from first: Int, by vector: [Double], scale: Double) {
    let start = column * rows + first
    var sum = 0.0
    for index in vector.indices { sum += vector[index] * elements[start + index] }
    sum *= scale
    for index in vector.indices { elements[start + index] -= sum * vector[index] }
  }
}

extension Matrix {
  /// This matrix, and another one with as many columns below it.
  func above(_ other: Matrix) -> Matrix {
    var result = Matrix(rows: rows + other.rows, columns: columns)
    for column in 0..<columns {
      for row in 0..<rows { result[row, column] = self[row, column] }
      for row in 0..<other.rows { result[rows + row, column] = other[row, column] }
    }
    return result
  }
}
