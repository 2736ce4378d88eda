/// Gradients to which the parameters themselves are added: g + weightDecay·p, the gradient of weightDecay/2 · Σ p².
public struct DecayingWeights<Base: SlotOptimizer>: OptimizerModifier {
  public var base: Base
  @Hyperparameter public var weightDecay: Float
  public let filter: ParameterFilter

  public func updated(_ updates: [ParameterUpdate], step: UpdateStep) -> [ParameterUpdate] {
    let decayed = updates.mappingGradients { update in
      filter.contains(update.path) ? update.gradient + update.parameter * $weightDecay.converted(like: update.parameter) : update.gradient
    }
    return base.updated(decayed, step: step)
  }
}

extension SlotOptimizer {
  /// Pulls parameters towards zero through their gradients, as `weight_decay` of PyTorch's SGD and Adam does.
  ///
  ///     let optimizer = SGD(for: model, learningRate: 0.1, momentum: 0.9).decayingWeights(by: 1e-4, where: !"*.bias")
  ///
  /// `AdamW`, `LAMB`, `LARS`, `Lion` and `Muon` have a decay of their own beside the gradient; `grouping` leaves parameters out there.
  public func decayingWeights(by weightDecay: Float, where filter: ParameterFilter = .all) -> DecayingWeights<Self> {
    DecayingWeights(base: self, weightDecay: weightDecay, filter: filter)
  }
}
