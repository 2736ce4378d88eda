/// Adam: steps scaled by running estimates of the gradient's first two moments.
///
///     m ← m + (g − m)·(1 − β₁)
///     v ← v + (g² − v)·(1 − β₂)
///     p ← p − rate·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε)
///
/// Kingma and Ba, "Adam: a method for stochastic optimization", 2015, the form at the end of section 2.
public struct Adam<Model: Module>: Optimizer {
  @Hyperparameter public var learningRate: Float
  @Hyperparameter public var beta1: Float
  @Hyperparameter public var beta2: Float
  @Hyperparameter public var epsilon: Float
  private var optimizerState: OptimizerState

  public init(for model: Model, learningRate: Float = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8) {
    _learningRate = Hyperparameter(wrappedValue: learningRate)
    _beta1 = Hyperparameter(wrappedValue: beta1)
    _beta2 = Hyperparameter(wrappedValue: beta2)
    _epsilon = Hyperparameter(wrappedValue: epsilon)
    optimizerState = OptimizerState(for: model, slotCount: 2)
  }

  private var rule: AdamRule { AdamRule(beta1: $beta1.node, beta2: $beta2.node, epsilon: $epsilon.node) }

  public mutating func update(_ model: inout Model, along gradient: Gradient<Model>) {
    rule.update(&model, along: gradient, &optimizerState, $learningRate)
  }

  public mutating func apply(_ gradients: VariableGradients, to variables: [AnyVariable]) {
    rule.apply(gradients, to: variables, &optimizerState, $learningRate)
  }

  public var state: [AnyTensor] {
    get { optimizerState.tensors }
    set { optimizerState.tensors = newValue }
  }
}

struct AdamRule: UpdateRule {
  let beta1, beta2, epsilon: Node

  var slotCount: Int { 2 }

  func updated(_ parameter: Node, _ gradient: Node, _ slots: inout [Node], _ step: UpdateStep) -> Node {
    let dtype = parameter.dtype
    let first = slots[0] + (gradient - slots[0]) * (1 - beta1).converted(to: dtype)
    let second = slots[1] + (gradient * gradient - slots[1]) * (1 - beta2).converted(to: dtype)
    slots = [first, second]
    let correction = (1 - Node.power(beta2, step.count)).sqrt() / (1 - Node.power(beta1, step.count))
    let rate = (step.learningRate * correction).converted(to: dtype)
    return parameter - first * rate / (second.sqrt() + epsilon.converted(to: dtype))
  }
}
