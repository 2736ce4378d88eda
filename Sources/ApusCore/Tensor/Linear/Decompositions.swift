// Factors of matrices: the last two axes are rows and columns, all others are batches. `Float` and `Double`; other types are refused with a
// diagnosis. A matrix in which something is infinite or NaN has factors of NaN.

/// The lower triangular L with a positive diagonal and A = L Lᵀ, for symmetric, positive definite matrices A: `[…, n, n]`.
///
///     print(cholesky(Tensor<Float>([[4, 2], [2, 5]])))
///     // [[2.0, 0.0],
///     //  [1.0, 2.0]]
///
/// The mean of A and its transpose is taken. A matrix that is not positive definite gives NaN.
@inline(never)
public func cholesky<S: TensorFloatingPoint>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.cholesky()) }

extension Tensor where Scalar: TensorFloatingPoint {
  /// Q with orthonormal columns, `[…, m, k]`, and an upper triangular R, `[…, k, n]`, with A = Q R, for this A `[…, m, n]` and
  /// k = min(m, n).
  ///
  ///     let (q, r) = Tensor<Float>([[3, 1], [4, 2]]).qrDecomposition()
  ///     print(q, r)   // q is [[-0.6, -0.8], [-0.8, 0.6]], r is [[-5.0, -2.2], [0.0, 0.4]], up to rounding
  ///
  /// The signs are those of LAPACK, NumPy and PyTorch: the diagonal of R may be negative.
  @inline(never)
  public func qrDecomposition() -> (q: Tensor, r: Tensor) {
    let (q, r) = node.qr()
    return (Tensor(q), Tensor(r))
  }

  /// The singular values s in descending order, `[…, k]`, and U, `[…, m, k]`, and V, `[…, n, k]`, with orthonormal columns: A = U diag(s) Vᵀ
  /// for this A `[…, m, n]` and k = min(m, n).
  ///
  ///     print(Tensor<Float>([[3, 0], [0, -2]]).svd().s)   // [3.0, 2.0]
  ///
  /// V is not transposed, as in Swift for TensorFlow and unlike NumPy's third factor; unlike there, `u` and `v` are no optionals. In each
  /// column of U the first element that is more than 3/5 as large as the largest one is positive.
  ///
  /// The derivative of U and V takes singular values that differ; of s alone it is right for equal ones too.
  @inline(never)
  public func svd() -> (s: Tensor, u: Tensor, v: Tensor) {
    let (u, values, v) = node.svd()
    return (Tensor(values), Tensor(u), Tensor(v))
  }
}

/// The eigenvalues of symmetric matrices in ascending order, `[…, n]`, and the eigenvectors in columns, `[…, n, n]`.
///
///     print(eigh(Tensor<Float>([[2, 1], [1, 2]])).eigenvalues)   // [1.0, 3.0]
///
/// The mean of the matrix and its transpose is taken. In each eigenvector the first element that is more than 3/5 as large as the largest
/// one is positive. The derivative of the vectors takes eigenvalues that differ; of the values alone it is right for equal ones too.
@inline(never)
public func eigh<S: TensorFloatingPoint>(_ x: Tensor<S>) -> (eigenvalues: Tensor<S>, eigenvectors: Tensor<S>) {
  let (values, vectors) = x.node.eigh()
  return (Tensor(values), Tensor(vectors))
}
