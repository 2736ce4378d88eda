/// AdaDelta: steps as large as the recent steps were, measured by running means of squares, so that no rate has to be chosen.
///
///     v ← v + (g² − v)·(1 − ρ)
///     s = g · √(u + ε) / √(v + ε)
///     u ← u + (s² − u)·(1 − ρ)
///     p ← p − rate · s
///
/// Zeiler, "ADADELTA: an adaptive learning rate method", 2012, algorithm 1. The rate is `learningRate / (1 + decay·t)`.
///
///     var optimizer = AdaDelta(for: model)
///     optimizer.update(&model, along: gradient)
public struct AdaDelta<Model: Module>: UpdateRule {
  @Hyperparameter public var learningRate: Float
  @Hyperparameter public var rho: Float
  @Hyperparameter public var epsilon: Float
  @OptionalHyperparameter public var decay: Float
  public var optimizerState: OptimizerState

  public init(for model: Model, learningRate: Float = 1, rho: Float = 0.95, epsilon: Float = 1e-6, decay: Float = 0) {
    self.learningRate = learningRate
    self.rho = rho
    self.epsilon = epsilon
    self.decay = decay
    optimizerState = OptimizerState(for: model, slotCount: 2)
  }

  public func updated(_ parameter: Node, along gradient: Node, _ slots: inout [Node], step: UpdateStep) -> Node {
    let epsilon = $epsilon.converted(like: parameter)
    let squares = slots[0].averaged(with: gradient * gradient, keeping: $rho)
    let change = gradient * (slots[1] + epsilon).sqrt() / (squares + epsilon).sqrt()
    slots = [squares, slots[1].averaged(with: change * change, keeping: $rho)]
    return parameter - change * step.rate($learningRate, decay: $decay, like: parameter)
  }
}
