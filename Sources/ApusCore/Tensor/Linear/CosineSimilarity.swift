/// The cosine of the angle between two tensors taken as vectors: Σxy / (√Σx² · √Σy²), a scalar.
///
///     print(cosineSimilarity(Tensor<Float>([1, 0]), Tensor<Float>([1, 1])))   // 0.70710677
@inline(never)
public func cosineSimilarity<S: TensorFloatingPoint>(_ x: Tensor<S>, _ y: Tensor<S>) -> Tensor<S> {
  (x * y).sum() / (sqrt(x.squared().sum()) * sqrt(y.squared().sum()))
}

/// 1 − `cosineSimilarity(x, y)`: 0 for vectors of one direction, 2 for opposite ones.
@inline(never)
public func cosineDistance<S: TensorFloatingPoint>(_ x: Tensor<S>, _ y: Tensor<S>) -> Tensor<S> { 1 - cosineSimilarity(x, y) }
