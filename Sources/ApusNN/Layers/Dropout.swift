/// In training, zeros each element with a probability and scales the others so that the expectation stays; the identity otherwise.
///
/// Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014. The random numbers come from
/// `Context.local`, so that a run with the same seed drops the same elements.
public struct Dropout<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  /// The share of elements that are dropped, at least 0 and below 1.
  public var probability: Double

  public init(probability: Double) { self.probability = probability }

  /// Whether its output may be another than its input at the moment.
  var isActive: Bool { probability != 0 && (Context.local.learningPhase == .training || !(0..<1).contains(probability)) }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    input.dropping(probability, for: "Dropout") {
      let keptShare = Node.constant(1 - probability, input.node.type)
      let isKept = Node.compare(Tensor<Scalar>.drawnUniform(input.shape).node, keptShare, .less)
      return Tensor(.select(isKept, input.node / keptShare, input.node.zeros))
    }
  }
}

extension Dropout where Scalar == Float {
  public init(probability: Double) { self.probability = probability }
}
