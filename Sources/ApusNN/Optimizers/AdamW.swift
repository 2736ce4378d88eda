/// AdamW: Adam beside a decay of the parameters that Adam's scaling does not touch.
///
///     p ← p − rate·weightDecay·p − rate·m̂ / (√v̂ + ε)
///
/// where m̂ and v̂ are Adam's moments, m / (1 − β₁ᵗ) and v / (1 − β₂ᵗ). Loshchilov and Hutter, "Decoupled weight decay
/// regularization", 2019, algorithm 2, with the rate in front of the decay, as PyTorch has it.
///
///     var optimizer = AdamW(for: model)
///     optimizer.update(&model, along: gradient)
public struct AdamW<Model: Module>: UpdateRule {
  @Hyperparameter public var learningRate: Float
  @Hyperparameter public var beta1: Float
  @Hyperparameter public var beta2: Float
  @Hyperparameter public var epsilon: Float
  @Hyperparameter public var weightDecay: Float
  public var optimizerState: OptimizerState

  public init(
    for model: Model, learningRate: Float = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8, weightDecay: Float = 0.01
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    optimizerState = OptimizerState(for: model, slotCount: 2)
  }

  public func updated(_ parameter: Node, along gradient: Node, _ slots: inout [Node], step: UpdateStep) -> Node {
    let rate = step.rate($learningRate, like: parameter)
    if parameter.takesAdamStep { return large(parameter, along: gradient, &slots, rate, step) }
    let first = slots[0].averaged(with: gradient, keeping: $beta1)
    let second = slots[1].averaged(with: gradient * gradient, keeping: $beta2)
    slots = [first, second]
    let direction = Moment.direction(first, second, $beta1, $beta2, $epsilon, step.number)
    return parameter - (direction + parameter * $weightDecay.converted(like: parameter)) * rate
  }

  private func large(_ parameter: Node, along gradient: Node, _ slots: inout [Node], _ rate: Node, _ step: UpdateStep) -> Node {
    func shared(_ name: String, _ make: () -> Node) -> Node {
      step.shared(name, of: [$learningRate, $beta1, $beta2, $weightDecay], like: parameter, make)
    }
    return parameter.adamStep(
      along: gradient, &slots, $beta1, $beta2, $epsilon, rate: shared("corrected rate") { rate / Moment.weight($beta1, step.number) },
      rootFactor: shared("root factor") { Moment.weight($beta2, step.number).rsqrt() },
      kept: shared("kept") { 1 - rate * $weightDecay.node })
  }
}
