/// Lion: steps of one length in the direction of a mean's sign, with one slot where Adam has two.
///
///     p ← p − rate·(sign(m·β₁ + g·(1 − β₁)) + weightDecay·p)
///     m ← m + (g − m)·(1 − β₂)
///
/// Chen et al., "Symbolic discovery of optimization algorithms", 2023, algorithm 2. Its rates are three to ten times smaller than
/// Adam's, its decay as many times larger.
///
///     var optimizer = Lion(for: model)
///     optimizer.update(&model, along: gradient)
public struct Lion<Model: Module>: UpdateRule {
  @Hyperparameter public var learningRate: Float
  @Hyperparameter public var beta1: Float
  @Hyperparameter public var beta2: Float
  @Hyperparameter public var weightDecay: Float
  public var optimizerState: OptimizerState

  public init(for model: Model, learningRate: Float = 1e-4, beta1: Float = 0.9, beta2: Float = 0.99, weightDecay: Float = 0) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.weightDecay = weightDecay
    optimizerState = OptimizerState(for: model, slotCount: 1)
  }

  public func updated(_ parameter: Node, along gradient: Node, _ slots: inout [Node], step: UpdateStep) -> Node {
    let direction = slots[0].averaged(with: gradient, keeping: $beta1).sign()
    slots = [slots[0].averaged(with: gradient, keeping: $beta2)]
    let decay = parameter * $weightDecay.converted(like: parameter)
    return parameter - (direction + decay) * step.rate($learningRate, like: parameter)
  }
}
