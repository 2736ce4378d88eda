extension Tensor where Scalar: TensorFloatingPoint {
  /// Normal numbers that are another draw each time, inside `compiled` too.
  static func drawnNormal(_ shape: TensorShape) -> Tensor {
    RandomKey(seed: nil).pending(shape) { .randomNormal($0, key: $1, counter: $2) }
  }

  /// Numbers from 0 to below 1 that are another draw each time, inside `compiled` too.
  static func drawnUniform(_ shape: TensorShape) -> Tensor {
    RandomKey(seed: nil).pending(shape) { .randomUniform($0, key: $1, counter: $2) }
  }

  /// `body` in training, the tensor itself otherwise; a mistake if `probability` is none that leaves something.
  func dropping(_ probability: Double, for layer: String, _ body: () -> Tensor) -> Tensor {
    guard (0..<1).contains(probability) else {
      return Tensor(
        Node.poisoned(
          .argument(function: layer, problem: "the probability \(probability) is not in 0..<1", hint: "0.5 drops half of the elements")))
    }
    if Context.local.learningPhase == .inference || probability == 0 || diagnosis != nil { return self }
    return body()
  }
}
