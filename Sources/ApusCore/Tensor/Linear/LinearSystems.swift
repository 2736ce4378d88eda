// Systems of linear equations: the last two axes are rows and columns, all others are batches and are broadcast. `Float` and `Double`;
// other types are refused with a diagnosis. Where a matrix is singular the result is NaN.

/// X with A X = B, or Aᵀ X = B, for a triangular A.
///
///     let a = Tensor<Float>([[2, 0], [1, 4]])
///     print(triangularSolve(matrix: a, rhs: Tensor([[2], [9]])))
///     // [[1.0],
///     //  [2.0]]
///
/// - Parameters:
///   - matrix: A, `[…, n, n]`, of which one triangle is read.
///   - rhs: B, `[…, n, k]`.
///   - lower: whether it is the lower one.
///   - adjoint: whether Aᵀ takes A's place.
@inline(never)
public func triangularSolve<S: TensorFloatingPoint>(
  matrix: Tensor<S>, rhs: Tensor<S>, lower: Bool = true, adjoint: Bool = false
) -> Tensor<S> {
  Tensor(rhs.node.solvedTriangular(by: matrix.node, isLower: lower, isTransposed: adjoint))
}

/// X with A X = B.
///
///     print(solve(matrix: Tensor<Float>([[0, 2], [1, 1]]), rhs: Tensor([[4], [5]])))
///     // [[3.0],
///     //  [2.0]]
///
/// - Parameters:
///   - matrix: A, `[…, n, n]`.
///   - rhs: B, `[…, n, k]`.
@inline(never)
public func solve<S: TensorFloatingPoint>(matrix: Tensor<S>, rhs: Tensor<S>) -> Tensor<S> { Tensor(rhs.node.solved(by: matrix.node)) }

/// The inverse of square matrices: `[…, n, n]`.
///
///     print(inverse(Tensor<Float>([[0, 2], [1, 0]])))
///     // [[0.0, 1.0],
///     //  [0.5, 0.0]]
///
/// To multiply by it `solve(matrix:rhs:)` is faster and more precise.
@inline(never)
public func inverse<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.matrixInverse()) }

/// The determinant of square matrices: `[…]` for `[…, n, n]`.
///
///     print(determinant(Tensor<Float>([[1, 2], [3, 4]])))   // -2.0
///
/// Its derivative is NaN at a singular matrix.
@inline(never)
public func determinant<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.determinant()) }

/// The sign of the determinant and the natural logarithm of its magnitude, which does not overflow: `[…]` each for `[…, n, n]`.
///
///     let (sign, logarithm) = logDeterminant(Tensor<Float>([[0, 1], [1, 0]]))
///     print(sign, logarithm)   // -1.0 0.0
///
/// A singular matrix has 0 and −∞. Known as `slogdet` in NumPy and PyTorch.
@inline(never)
public func logDeterminant<S: TensorFloatingPoint>(_ x: Tensor<S>) -> (sign: Tensor<S>, logarithm: Tensor<S>) {
  let (sign, logarithm) = x.node.logDeterminant()
  return (Tensor(sign), Tensor(logarithm))
}
