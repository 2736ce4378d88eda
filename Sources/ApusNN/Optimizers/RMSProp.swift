/// RMSProp: steps divided by the root of a running mean of the squared gradient.
///
///     v ← v + (g² − v)·(1 − ρ)
///     p ← p − rate · g / (√v + ε)
///
/// Tieleman and Hinton, "Neural networks for machine learning", 2012, lecture 6e. The rate is `learningRate / (1 + decay·t)`.
///
///     var optimizer = RMSProp(for: model, learningRate: 1e-3)
///     optimizer.update(&model, along: gradient)
public struct RMSProp<Model: Module>: UpdateRule {
  @Hyperparameter public var learningRate: Float
  @Hyperparameter public var rho: Float
  @Hyperparameter public var epsilon: Float
  @OptionalHyperparameter public var decay: Float
  public var optimizerState: OptimizerState

  public init(for model: Model, learningRate: Float = 1e-3, rho: Float = 0.9, epsilon: Float = 1e-8, decay: Float = 0) {
    self.learningRate = learningRate
    self.rho = rho
    self.epsilon = epsilon
    self.decay = decay
    optimizerState = OptimizerState(for: model, slotCount: 1)
  }

  public func updated(_ parameter: Node, along gradient: Node, _ slots: inout [Node], step: UpdateStep) -> Node {
    slots = [slots[0].averaged(with: gradient * gradient, keeping: $rho)]
    let descent = gradient * step.rate($learningRate, decay: $decay, like: parameter)
    return parameter - descent / (slots[0].sqrt() + $epsilon.converted(like: parameter))
  }
}
