/// AdaGrad: steps divided by the root of the sum of all squared gradients.
///
///     s ← s + g²
///     p ← p − rate · g / (√(s₀ + s) + ε)
///
/// Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic optimization", 2011, figure 1, the
/// diagonal form. s₀ is `initialAccumulatorValue`.
///
///     var optimizer = AdaGrad(for: model, learningRate: 1e-3)
///     optimizer.update(&model, along: gradient)
public struct AdaGrad<Model: Module>: UpdateRule {
  @Hyperparameter public var learningRate: Float
  @Hyperparameter public var initialAccumulatorValue: Float
  @Hyperparameter public var epsilon: Float
  public var optimizerState: OptimizerState

  public init(for model: Model, learningRate: Float = 1e-3, initialAccumulatorValue: Float = 0.1, epsilon: Float = 1e-8) {
    self.learningRate = learningRate
    self.initialAccumulatorValue = initialAccumulatorValue
    self.epsilon = epsilon
    optimizerState = OptimizerState(for: model, slotCount: 1)
  }

  public func updated(_ parameter: Node, along gradient: Node, _ slots: inout [Node], step: UpdateStep) -> Node {
    slots = [slots[0] + gradient * gradient]
    let scale = (slots[0] + $initialAccumulatorValue.converted(like: parameter)).sqrt() + $epsilon.converted(like: parameter)
    return parameter - gradient * step.rate($learningRate, like: parameter) / scale
  }
}
