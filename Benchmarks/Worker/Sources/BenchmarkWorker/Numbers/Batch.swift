import Apus

/// The one batch that a classifier is trained on.
struct Batch {
  let inputs: Tensor<Float>
  /// `[batch]`, one of ten classes each
  let labels: Tensor<Int32>

  /// Inputs of `shape` in [0, 1), batch first.
  init(_ shape: TensorShape) {
    inputs = Tensor(shape: shape, scalars: Uniform.numbers(0, count: shape.contiguousSize).map { Float($0) })
    labels = Tensor(shape: [shape[0]], scalars: Uniform.numbers(1, count: shape[0]).map { Int32(10 * $0) })
  }
}
