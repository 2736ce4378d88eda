/// LAMB: AdamW whose step for a parameter is as long as a share of the parameter itself, for very large batches.
///
///     r = m̂ / (√v̂ + ε) + weightDecay·p
///     p ← p − rate · ‖p‖/‖r‖ · r
///
/// where m̂ and v̂ are Adam's moments, m / (1 − β₁ᵗ) and v / (1 − β₂ᵗ); the ratio is 1 where a norm is zero. You et al., "Large batch
/// optimization for deep learning: training BERT in 76 minutes", 2020, algorithm 2, with φ(z) = z.
///
///     var optimizer = LAMB(for: model)
///     optimizer.update(&model, along: gradient)
public struct LAMB<Model: Module>: UpdateRule {
  @Hyperparameter public var learningRate: Float
  @Hyperparameter public var beta1: Float
  @Hyperparameter public var beta2: Float
  @Hyperparameter public var epsilon: Float
  @Hyperparameter public var weightDecay: Float
  public var optimizerState: OptimizerState

  public init(
    for model: Model, learningRate: Float = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-6, weightDecay: Float = 0.01
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    optimizerState = OptimizerState(for: model, slotCount: 2)
  }

  public func updated(_ parameter: Node, along gradient: Node, _ slots: inout [Node], step: UpdateStep) -> Node {
    let first = slots[0].averaged(with: gradient, keeping: $beta1)
    let second = slots[1].averaged(with: gradient * gradient, keeping: $beta2)
    slots = [first, second]
    let direction =
      Moment.direction(first, second, $beta1, $beta2, $epsilon, step.number) + parameter * $weightDecay.converted(like: parameter)
    let (length, stride) = (parameter.norm, direction.norm)
    return parameter - direction * (Node.trust(length / stride, ifNotZero: length, stride) * step.rate($learningRate, like: parameter))
  }
}
