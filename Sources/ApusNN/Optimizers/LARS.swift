/// LARS: momentum whose rate for each parameter is a share of the parameter's own length, for very large batches.
///
///     r = trustCoefficient·‖p‖ / (‖g‖ + weightDecay·‖p‖ + ε)
///     v ← momentum·v + rate·r·(g + weightDecay·p)
///     p ← p − v
///
/// You, Gitman and Ginsburg, "Large batch training of convolutional networks", 2017, algorithm 1; r is 1 where a norm is zero. With
/// Nesterov's look ahead the last line is `p ← p − rate·r·(g + weightDecay·p) − momentum·v`.
///
///     var optimizer = LARS(for: model, learningRate: 0.1, weightDecay: 1e-4)
///     optimizer.update(&model, along: gradient)
public struct LARS<Model: Module>: UpdateRule {
  @Hyperparameter public var learningRate: Float
  @Hyperparameter public var momentum: Float
  @Hyperparameter public var trustCoefficient: Float
  @Hyperparameter public var epsilon: Float
  @Hyperparameter public var weightDecay: Float
  public let nesterov: Bool
  public var optimizerState: OptimizerState

  public init(
    for model: Model, learningRate: Float = 0.01, momentum: Float = 0.9, trustCoefficient: Float = 0.001, nesterov: Bool = false,
    epsilon: Float = 0, weightDecay: Float = 0
  ) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.trustCoefficient = trustCoefficient
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    self.nesterov = nesterov
    optimizerState = OptimizerState(for: model, slotCount: 1)
  }

  public func updated(_ parameter: Node, along gradient: Node, _ slots: inout [Node], step: UpdateStep) -> Node {
    let (decay, momentum) = ($weightDecay.converted(like: parameter), $momentum.converted(like: parameter))
    let (length, slope) = (parameter.norm, gradient.norm)
    let share = length * $trustCoefficient.converted(like: parameter)
    let trust = Node.trust(share / (slope + length * decay + $epsilon.converted(like: parameter)), ifNotZero: length, slope)
    let descent = (gradient + parameter * decay) * (trust * step.rate($learningRate, like: parameter))
    slots = [slots[0] * momentum + descent]
    return nesterov ? parameter - descent - slots[0] * momentum : parameter - slots[0]
  }
}
