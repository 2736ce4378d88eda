/// AMSGrad: Adam whose second moment never falls, so that its steps do not grow again.
///
///     m ← m + (g − m)·(1 − β₁)
///     v ← v + (g² − v)·(1 − β₂)
///     w ← max(w, v)
///     p ← p − rate·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√w + ε)
///
/// Reddi, Kale and Kumar, "On the convergence of Adam and beyond", 2018, algorithm 2, with Adam's correction for the first steps. The
/// rate is `learningRate / (1 + decay·t)`.
///
///     var optimizer = AMSGrad(for: model)
///     optimizer.update(&model, along: gradient)
public struct AMSGrad<Model: Module>: UpdateRule {
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
    optimizerState = OptimizerState(for: model, slotCount: 3)
  }

  public func updated(_ parameter: Node, along gradient: Node, _ slots: inout [Node], step: UpdateStep) -> Node {
    let first = slots[0].averaged(with: gradient, keeping: $beta1)
    let second = slots[1].averaged(with: gradient * gradient, keeping: $beta2)
    let largest = Node.maximum(slots[2], second)
    slots = [first, second, largest]
    let rate = step.rate($learningRate, decay: $decay, like: parameter) * Moment.correction($beta1, $beta2, step.number, like: parameter)
    return parameter - first * rate / (largest.sqrt() + $epsilon.converted(like: parameter))
  }
}
