// Parts of matrices: the last two axes are rows and columns, all others are batches.
extension Tensor where Scalar: TensorNumber {
  /// The diagonal of each matrix: `[…, min(m, n)]` for `[…, m, n]`.
  ///
  ///     print(Tensor<Float>([[1, 2], [3, 4]]).diagonalPart())   // [1.0, 4.0]
  @inline(never)
  public func diagonalPart() -> Tensor {
    Tensor(
      node.asMatrices(for: "diagonalPart") { rows, columns in
        let chosen = node.choosing { row, column in .compare(row, column, .equal) }
        // Along the longer axis everything but the diagonal is 0; along the shorter one it is kept.
        return chosen.sum(along: [rank - (rows <= columns ? 1 : 2)])
      })
  }

  /// The matrix with this vector on its diagonal and zeros elsewhere: `[…, n, n]` for `[…, n]`.
  @inline(never)
  public func diagonal() -> Tensor {
    if diagnosis != nil { return self }
    guard let extent = shape.last else {
      return Tensor(Node.poisoned(.rank(operation: "diagonal", shape: shape, expected: "[…, n]"), of: node))
    }
    let columns = expandingShape(at: rank - 1).broadcasted(to: TensorShape(Array(shape.dropLast()) + [extent, extent]))
    return Tensor(columns.node.choosing { row, column in .compare(row, column, .equal) })
  }

  /// The matrices with other numbers on their diagonals.
  ///
  ///     print(Tensor<Float>(ones: [2, 2]).withDiagonal(Tensor([5, 6])))
  ///     // [[5.0, 1.0],
  ///     //  [1.0, 6.0]]
  ///
  /// - Parameter diagonal: `[…, min(m, n)]` for matrices `[…, m, n]`.
  @inline(never)
  public func withDiagonal(_ diagonal: Tensor) -> Tensor {
    if diagonal.diagnosis != nil { return diagonal }
    return Tensor(
      node.asMatrices(for: "withDiagonal") { rows, columns in
        let extent = Swift.min(rows, columns), batch = Array(shape.dropLast(2))
        guard diagonal.shape.dimensions == batch + [extent] else {
          let problem = "a diagonal of shape \(diagonal.shape) does not fit"
          return .poisoned(.attribute(operation: "withDiagonal", problem: problem, operand: shape), of: node, diagonal.node)
        }
        let square = diagonal.diagonal().node
        let grown = square.padded(
          low: square.shape.map { _ in 0 }, high: batch.map { _ in 0 } + [rows - extent, columns - extent],
          interior: square.shape.map { _ in 0 })
        return node.choosing { row, column in .compare(row, column, .notEqual) } + grown
      })
  }

  /// The sum of each matrix's diagonal: `[…]` for `[…, m, n]`.
  @inline(never)
  public func trace() -> Tensor {
    Tensor(
      node.asMatrices(for: "trace") { _, _ in
        node.choosing { row, column in .compare(row, column, .equal) }.sum(along: [rank - 2, rank - 1])
      })
  }

  /// The matrices with zeros outside a band around the diagonal.
  ///
  ///     let x = Tensor<Float>(ones: [3, 3])
  ///     print(x.bandPart(0, -1))   // the upper triangle
  ///     print(x.bandPart(-1, 0))   // the lower triangle
  ///
  /// - Parameters:
  ///   - subdiagonalCount: how many diagonals below the main one are kept; all if negative.
  ///   - superdiagonalCount: how many above it; all if negative.
  @inline(never)
  public func bandPart(_ subdiagonalCount: Int, _ superdiagonalCount: Int) -> Tensor {
    Tensor(
      node.asMatrices(for: "bandPart") { rows, columns in
        let below = subdiagonalCount < 0 ? rows : subdiagonalCount, above = superdiagonalCount < 0 ? columns : superdiagonalCount
        return node.choosing { row, column in
          .and(
            .compare(row - column, row.like(Double(below)), .lessOrEqual),
            .compare(column - row, row.like(Double(above)), .lessOrEqual))
        }
      })
  }
}

extension Node {
  fileprivate func asMatrices(for operation: String, _ body: (_ rows: Int, _ columns: Int) -> Node) -> Node {
    if diagnosis != nil { return self }
    guard rank >= 2 else { return .poisoned(.rank(operation: operation, shape: shape, expected: "[…, rows, columns]"), of: self) }
    return body(shape[rank - 2], shape[rank - 1])
  }
}
