infix operator • : MultiplicationPrecedence

/// The matrix product: `[…, m, k]` times `[…, k, n]` gives `[…, m, n]`. Leading axes are batches and are broadcast.
///
///     let a = Tensor<Float>([[1, 2], [3, 4]])
///     print(matmul(a, a))
///     // [[ 7.0, 10.0],
///     //  [15.0, 22.0]]
///
/// Sums of products of `Int8` need `Int32`: `Tensor<Int32>(a) • Tensor<Int32>(b)`, which is exact, and by bytes where oneDNN is installed and
/// the processor multiplies them.
@inline(never)
public func matmul<S: TensorNumber>(_ a: Tensor<S>, _ b: Tensor<S>) -> Tensor<S> { Tensor(.matrixProduct(a.node, b.node)) }

/// The matrix product with the last two axes of either operand exchanged first where its `transposed` says so.
@inline(never)
public func matmul<S: TensorNumber>(
  _ a: Tensor<S>, transposed transposesA: Bool, _ b: Tensor<S>, transposed transposesB: Bool
) -> Tensor<S> {
  Tensor(
    .matrixProduct(transposesA ? a.node.withLastAxesExchanged() : a.node, transposesB ? b.node.withLastAxesExchanged() : b.node))
}

// With default values in one function instead, Swift takes the label after the second operand for the first one's.

@inline(never)
public func matmul<S: TensorNumber>(_ a: Tensor<S>, transposed transposesA: Bool, _ b: Tensor<S>) -> Tensor<S> {
  matmul(a, transposed: transposesA, b, transposed: false)
}

@inline(never)
public func matmul<S: TensorNumber>(_ a: Tensor<S>, _ b: Tensor<S>, transposed transposesB: Bool) -> Tensor<S> {
  matmul(a, transposed: false, b, transposed: transposesB)
}

extension Node {
  /// A vector stays as it is: the matrix product says what is wrong with it.
  fileprivate func withLastAxesExchanged() -> Node {
    rank < 2 ? self : transposed(permutation: Array(0..<rank - 2) + [rank - 1, rank - 2])
  }
}

extension Tensor where Scalar: TensorNumber {
  /// The matrix product.
  @inline(never)
  public static func • (a: Tensor, b: Tensor) -> Tensor { Tensor(.matrixProduct(a.node, b.node)) }
}

/// The sum of the products of two vectors' elements, a scalar.
///
///     print(dot(Tensor<Float>([1, 2]), Tensor<Float>([3, 4])))   // 11.0
@inline(never)
public func dot<S: TensorNumber>(_ a: Tensor<S>, _ b: Tensor<S>) -> Tensor<S> {
  if a.diagnosis != nil { return a }
  if b.diagnosis != nil { return b }
  for node in [a.node, b.node] where node.rank != 1 {
    return Tensor(Node.poisoned(.rank(operation: "dot", shape: node.shape, expected: "two vectors: rank 1")))
  }
  guard a.shape == b.shape else { return Tensor(Node.poisoned(.matrixProduct(left: a.shape, right: b.shape), of: a.node, b.node)) }
  let product = Node.matrixProduct(a.node.reshaped(to: [1, a.shape[0]]), b.node.reshaped(to: [b.shape[0], 1]))
  return Tensor(product.reshaped(to: []))
}
