/// Stochastic gradient descent, with momentum if asked for.
///
///     var optimizer = SGD(for: model, learningRate: 0.1)
///     optimizer.update(&model, along: gradient)
///
/// Without momentum `p ← p − rate·g`. With momentum `v ← momentum·v − rate·g; p ← p + v`, or `p ← p + momentum·v − rate·g` with
/// Nesterov's look ahead (Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013, section 2).
/// The rate is `learningRate / (1 + decay·t)`.
public struct SGD<Model: Module>: UpdateRule {
  @Hyperparameter public var learningRate: Float
  @Hyperparameter public var momentum: Float
  @OptionalHyperparameter public var decay: Float
  public let nesterov: Bool
  public var optimizerState: OptimizerState

  public init(for model: Model, learningRate: Float = 0.01, momentum: Float = 0, decay: Float = 0, nesterov: Bool = false) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.decay = decay
    self.nesterov = nesterov
    optimizerState = OptimizerState(for: model, slotCount: momentum == 0 ? 0 : 1)
  }

  public func updated(_ parameter: Node, along gradient: Node, _ slots: inout [Node], step: UpdateStep) -> Node {
    let rate = step.rate($learningRate, decay: $decay, like: parameter)
    if momentum == 0 { return parameter.minus(gradient, times: rate) }
    let share = $momentum.converted(like: parameter)
    // A velocity that was not there when the optimizer was made starts at zero.
    let velocity = slots.first.map { $0.minus(gradient, times: rate, keeping: share) } ?? -(gradient * rate)
    slots = [velocity]
    return nesterov ? (parameter + velocity * share).minus(gradient, times: rate) : parameter + velocity
  }
}
