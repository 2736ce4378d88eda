/// NAdam: Adam with Nesterov's look ahead, its momentum μ rising over the first steps.
///
///     μₜ = β₁·(1 − 0.96^(t·momentumDecay)/2)
///     m ← m + (g − m)·(1 − β₁)
///     v ← v + (g² − v)·(1 − β₂)
///     d = μₜ₊₁·m / (1 − μ₁·…·μₜ₊₁) + (1 − μₜ)·g / (1 − μ₁·…·μₜ)
///     p ← p − rate · d / (√(v / (1 − β₂ᵗ)) + ε)
///
/// Dozat, "Incorporating Nesterov momentum into Adam", 2016, algorithm 2, with the schedule of its appendix as PyTorch has it.
///
///     var optimizer = NAdam(for: model)
///     optimizer.update(&model, along: gradient)
public struct NAdam<Model: Module>: UpdateRule {
  @Hyperparameter public var learningRate: Float
  @Hyperparameter public var beta1: Float
  @Hyperparameter public var beta2: Float
  @Hyperparameter public var epsilon: Float
  @Hyperparameter public var momentumDecay: Float
  public var optimizerState: OptimizerState

  public init(
    for model: Model, learningRate: Float = 0.002, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8,
    momentumDecay: Float = 4e-3
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.momentumDecay = momentumDecay
    optimizerState = OptimizerState(for: model) { [$0, $0, TensorType(.float32, [])] }
  }

  public func updated(_ parameter: Node, along gradient: Node, _ slots: inout [Node], step: UpdateStep) -> Node {
    let (momentum, next) = (momentum(at: step.number), momentum(at: step.number + 1))
    // Slots start at zero and the product at one, so that what is kept is the product less one.
    let product = (slots[2] + 1) * momentum
    let first = slots[0].averaged(with: gradient, keeping: $beta1)
    let second = slots[1].averaged(with: gradient * gradient, keeping: $beta2)
    slots = [first, second, product - 1]
    let ahead = first * (next / (1 - product * next)).converted(to: parameter.dtype)
    let direction = ahead + gradient * ((1 - momentum) / (1 - product)).converted(to: parameter.dtype)
    let scale = (second / Moment.weight($beta2, step.number).converted(to: parameter.dtype)).sqrt()
    return parameter - direction * step.rate($learningRate, like: parameter) / (scale + $epsilon.converted(like: parameter))
  }

  private func momentum(at step: Node) -> Node {
    $beta1.node * (1 - Node.power(step.like(0.96), step * $momentumDecay.node) * 0.5)
  }
}
