// Parts of matrices: the last two axes are rows and columns, all others are batches.
extension Node {
  /// The elements whose row and column numbers satisfy `isChosen`, and zeros elsewhere.
  package func choosing(_ isChosen: (_ row: Node, _ column: Node) -> Node) -> Node {
    let numbers = TensorType(.int32, shape)
    return .select(isChosen(.iota(numbers, along: rank - 2), .iota(numbers, along: rank - 1)), self, like(0))
  }

  /// The matrices with rows and columns exchanged.
  package var matrixTransposed: Node { transposed(permutation: Array(0..<rank - 2) + [rank - 1, rank - 2]) }

  /// The diagonal and what is below it.
  var lowerTriangle: Node { choosing { row, column in .compare(row, column, .greaterOrEqual) } }

  /// The diagonal and what is above it.
  var upperTriangle: Node { choosing { row, column in .compare(row, column, .lessOrEqual) } }

  /// What is below the diagonal.
  var strictlyLowerTriangle: Node { choosing { row, column in .compare(row, column, .greater) } }

  /// The mean of each matrix and its transpose.
  var symmetricPart: Node { (self + matrixTransposed) * 0.5 }

  /// Some rows of each matrix.
  func rows(_ range: Range<Int>) -> Node { sliced(range, alongAxis: rank - 2) }

  /// Some columns of each matrix.
  func columns(_ range: Range<Int>) -> Node { sliced(range, alongAxis: rank - 1) }

  /// The one row of each matrix as a vector: `[…, n]` for `[…, 1, n]`.
  var singleRow: Node { reshaped(to: TensorShape(Array(shape.dropLast(2)) + [shape.columns])) }

  /// A vector for each matrix as its row, repeated: `[…, rows, n]` for `[…, n]`.
  func asRows(_ rows: Int) -> Node {
    let batch = Array(shape.dropLast())
    return .make(Broadcast(to: TensorShape(batch + [rows, shape[rank - 1]]), axes: Array(batch.indices) + [rank]), self)
  }

  /// A number for each matrix of `matrices` in all of its elements.
  func asElements(of matrices: Node) -> Node { restoring([matrices.rank - 2, matrices.rank - 1], of: matrices.shape) }

  /// Matrices with ones on the diagonal in the shape and type of this node.
  var identityMatrices: Node { like(1).choosing { row, column in .compare(row, column, .equal) } }

  /// 1 / x, and 0 where x is 0.
  var safeReciprocal: Node {
    let isZero = Node.compare(self, like(0), .equal)
    return .select(isZero, like(0), 1 / Node.select(isZero, like(1), self))
  }
}
