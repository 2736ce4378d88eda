/// Adam: steps scaled by running estimates of the gradient's first two moments.
///
///     m ← m + (g − m)·(1 − β₁)
///     v ← v + (g² − v)·(1 − β₂)
///     p ← p − rate·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε)
///
/// Kingma and Ba, "Adam: a method for stochastic optimization", 2015, the form at the end of section 2, as in TensorFlow:
/// PyTorch's ε is this one divided by √(1 − β₂ᵗ). The rate is `learningRate / (1 + decay·t)`.
///
///     var optimizer = Adam(for: model, learningRate: 1e-3)
///     optimizer.update(&model, along: gradient)
public struct Adam<Model: Module>: UpdateRule {
  @Hyperparameter public var learningRate: Float
  @Hyperparameter public var beta1: Float
  @Hyperparameter public var beta2: Float
  @Hyperparameter public var epsilon: Float
  @OptionalHyperparameter public var decay: Float
  public var optimizerState: OptimizerState

  public init(
    for model: Model, learningRate: Float = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8, decay: Float = 0
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.decay = decay
    optimizerState = OptimizerState(for: model, slotCount: 2)
  }

  public func updated(_ parameter: Node, along gradient: Node, _ slots: inout [Node], step: UpdateStep) -> Node {
    let rate = step.shared("corrected rate", of: [$learningRate, $decay, $beta1, $beta2].compactMap { $0 }, like: parameter) {
      step.rate($learningRate, decay: $decay, like: parameter) * Moment.correction($beta1, $beta2, step.number, like: parameter)
    }
    if parameter.takesAdamStep {
      let one = Node.constant(1, TensorType(parameter.dtype, .scalar), device: parameter.device)
      return parameter.adamStep(along: gradient, &slots, $beta1, $beta2, $epsilon, rate: rate, rootFactor: one, kept: one)
    }
    let first = slots[0].averaged(with: gradient, keeping: $beta1)
    let second = slots[1].averaged(with: gradient * gradient, keeping: $beta2)
    slots = [first, second]
    return parameter - first * rate / (second.sqrt() + $epsilon.converted(like: parameter))
  }
}
