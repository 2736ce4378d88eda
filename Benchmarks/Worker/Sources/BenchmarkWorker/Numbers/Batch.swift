import Apus

/// The one batch that a classifier is trained on.
struct Batch<Scalar: TensorScalar> {
  let inputs: Tensor<Scalar>
  /// The class of each example, or of each place of each text.
  let labels: Tensor<Int32>
}

extension Batch<Float> {
  /// Inputs of `shape` in [0, 1), batch first, and one of ten classes for each example.
  init(_ shape: TensorShape) {
    inputs = Tensor(shape: shape, scalars: Uniform.numbers(0, count: shape.contiguousSize).map { Float($0) })
    labels = Tensor(shape: [shape[0]], scalars: Uniform.numbers(1, count: shape[0]).map { Int32(10 * $0) })
  }
}

extension Batch<Int32> {
  /// So many texts of random words, and the word that follows each of them: both `[count, length]`.
  init(textCount: Int) {
    let shape: TensorShape = [textCount, GPT.length]
    func words(_ stream: UInt64) -> Tensor<Int32> {
      let numbers = Uniform.numbers(stream, count: shape.contiguousSize)
      return Tensor(shape: shape, scalars: numbers.map { Int32(Double(GPT.wordCount) * $0) })
    }
    (inputs, labels) = (words(0), words(1))
  }
}
