/// RAdam: Adam that takes plain momentum's steps until enough of them were made to trust the second moment.
///
///     ρ∞ = 2/(1 − β₂) − 1,   ρ = ρ∞ − 2·t·β₂ᵗ/(1 − β₂ᵗ)
///     p ← p − rate·r·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε)   if ρ ≥ 5, with r² = (ρ − 4)(ρ − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρ)
///     p ← p − rate/(1 − β₁ᵗ) · m                           else
///
/// where m and v are Adam's. Liu et al., "On the variance of the adaptive learning rate and beyond", 2020, algorithm 2, with the bound
/// 5 of the authors' program in place of 4. The rate is `learningRate / (1 + decay·t)`.
///
///     var optimizer = RAdam(for: model)
///     optimizer.update(&model, along: gradient)
public struct RAdam<Model: Module>: UpdateRule {
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
    let first = slots[0].averaged(with: gradient, keeping: $beta1)
    let second = slots[1].averaged(with: gradient * gradient, keeping: $beta2)
    slots = [first, second]
    let rate = step.rate($learningRate, decay: $decay, like: parameter)
    let momentum = first / Moment.weight($beta1, step.number).converted(to: parameter.dtype)
    let (isTrusted, rectification) = rectification(at: step.number)
    let adaptive = Moment.correction($beta1, $beta2, step.number, like: parameter) * rectification.converted(to: parameter.dtype)
    let scaled = first * adaptive / (second.sqrt() + $epsilon.converted(like: parameter))
    return parameter - Node.select(isTrusted.broadcast(to: parameter.shape), scaled, momentum) * rate
  }

  /// Whether the second moment is known well enough, and r; what the root is taken of is zero where it is not.
  private func rectification(at step: Node) -> (isTrusted: Node, factor: Node) {
    let limit = 2 / (1 - $beta2.node) - 1
    let length = limit - step * Node.power($beta2.node, step) * 2 / Moment.weight($beta2, step)
    let isTrusted = Node.compare(length, length.like(5), .greaterOrEqual)
    let square = (length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length)
    return (isTrusted, Node.select(isTrusted, square, square.zeros).sqrt())
  }
}
