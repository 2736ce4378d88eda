import Apus

/// The initial weights of a model, in the order of their use.
struct Weights {
  private var stream: UInt64 = 2

  /// The next weight, `[inputs, outputs]` or `[height, width, inputs, outputs]`: uniform in ±√(6 / (area · (inputs + outputs))).
  mutating func next(_ shape: Int...) -> Tensor<Float> {
    defer { stream += 1 }
    let area = shape.dropLast(2).reduce(1, *)
    let limit = (6 / Double(area * shape.suffix(2).reduce(0, +))).squareRoot()
    let numbers = Uniform.numbers(stream, count: shape.reduce(1, *))
    return Tensor(shape: TensorShape(shape), scalars: numbers.map { Float((2 * $0 - 1) * limit) })
  }

  /// A fully connected layer with the next weight and a bias of zeros.
  mutating func dense(_ inputs: Int, _ outputs: Int, activation: @escaping Activation<Float> = identity) -> Dense<Float> {
    Dense(weight: next(inputs, outputs), bias: Tensor(repeating: 0, shape: [outputs]), activation: activation)
  }
}
