/// AdaMax: Adam with the largest recent gradient in place of the second moment.
///
///     m ← m + (g − m)·(1 − β₁)
///     u ← max(β₂·u, |g|)
///     p ← p − rate/(1 − β₁ᵗ) · m / (u + ε)
///
/// Kingma and Ba, "Adam: a method for stochastic optimization", 2015, algorithm 2. The rate is `learningRate / (1 + decay·t)`.
///
///     var optimizer = AdaMax(for: model)
///     optimizer.update(&model, along: gradient)
public struct AdaMax<Model: Module>: UpdateRule {
  @Hyperparameter public var learningRate: Float
  @Hyperparameter public var beta1: Float
  @Hyperparameter public var beta2: Float
  @Hyperparameter public var epsilon: Float
  @OptionalHyperparameter public var decay: Float
  public var optimizerState: OptimizerState

  public init(
    for model: Model, learningRate: Float = 0.002, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8, decay: Float = 0
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.decay = decay
    optimizerState = OptimizerState(for: model, slotCount: 2)
  }

  public func updated(_ parameter: Node, along gradient: Node, _ slots: inout [Node], step: UpdateStep) -> Node {
    let first = slots[0].averaged(with: gradient, keeping: $beta1)
    let largest = Node.maximum(slots[1] * $beta2.converted(like: parameter), gradient.abs())
    slots = [first, largest]
    let rate = step.rate($learningRate, decay: $decay, like: parameter) / Moment.weight($beta1, step.number).converted(to: parameter.dtype)
    return parameter - first * rate / (largest + $epsilon.converted(like: parameter))
  }
}
