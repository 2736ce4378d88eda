/// In training, zeros each element with a probability and scales the others so that the expectation stays; the identity otherwise.
///
/// Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014. The random numbers come from
/// `Context.local`, so that a run with the same seed drops the same elements.
public struct Dropout<Scalar: TensorFloatingPoint>: ParameterlessLayer {
  /// The share of elements that are dropped, at least 0 and below 1.
  public var probability: Double

  public init(probability: Double) { self.probability = probability }

  @inline(never)
  public func callAsFunction(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    guard (0..<1).contains(probability) else {
      return Tensor(
        Node.poisoned(
          .argument(function: "Dropout", problem: "the probability \(probability) is not in 0..<1", hint: "0.5 drops half of the elements"))
      )
    }
    if Context.local.learningPhase == .inference || probability == 0 || input.diagnosis != nil { return input }
    let draw: Tensor<Scalar> = RandomKey(seed: nil).pending(input.shape) { .randomUniform($0, key: $1, counter: $2) }
    let keptShare = Node.constant(1 - probability, input.node.type)
    return Tensor(.select(.compare(draw.node, keptShare, .less), input.node / keptShare, input.node.zeros))
  }
}

extension Dropout where Scalar == Float {
  public init(probability: Double) { self.probability = probability }
}
