/// The factors of a square matrix with its rows exchanged: below the diagonal those of a unit lower triangular matrix, else those of an
/// upper one. In each column the largest element becomes the pivot.
struct LUFactors {
  private(set) var factors: Matrix<Double>
  /// Which row each row was.
  private(set) var order: [Int]
  private var isOdd = false

  init(_ matrix: Matrix<Double>) {
    factors = matrix
    order = Array(0..<matrix.rows)
    for step in 0..<matrix.rows {
      choosePivot(step)
      if factors[step, step] != 0 { eliminate(step) }
    }
  }

  private mutating func choosePivot(_ step: Int) {
    var pivot = step
    for row in step..<factors.rows where factors[row, step].magnitude > factors[pivot, step].magnitude { pivot = row }
    if pivot == step { return }
    for column in 0..<factors.columns {
      (factors[step, column], factors[pivot, column]) = (factors[pivot, column], factors[step, column])
    }
    order.swapAt(step, pivot)
    isOdd.toggle()
  }

  private mutating func eliminate(_ step: Int) {
    let below = step + 1..<factors.rows
    for row in below { factors[row, step] /= factors[step, step] }
    // Column by column, as they lie in memory.
    for column in below {
      let factor = factors[step, column]
      for row in below { factors[row, column] -= factors[row, step] * factor }
    }
  }

  var isSingular: Bool { factors.diagonal.contains(0) }

  /// The sign of the order of rows and the diagonal: the determinant is their product.
  var determinantFactors: [Double] { [isOdd ? -1 : 1] + factors.diagonal }

  func solution(of right: Matrix<Double>) -> Matrix<Double> {
    var solution = right
    for column in 0..<right.columns {
      for row in 0..<right.rows {
        var rest = right[order[row], column]
        for earlier in 0..<row { rest -= factors[row, earlier] * solution[earlier, column] }
        solution[row, column] = rest
      }
      for row in (0..<right.rows).reversed() {
        var rest = solution[row, column]
        for later in row + 1..<right.rows { rest -= factors[row, later] * solution[later, column] }
        solution[row, column] = rest / factors[row, row]
      }
    }
    return solution
  }
}

extension Matrix {
  var diagonal: [E] { (0..<Swift.min(rows, columns)).map { self[$0, $0] } }
}
