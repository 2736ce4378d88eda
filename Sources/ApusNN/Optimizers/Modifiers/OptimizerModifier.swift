/// An optimizer that changes what another one does, with state and learning rate of the other.
///
///     let optimizer = AdamW(for: model)
///       .grouping("*.bias") { $0.weightDecay = 0 }
///       .following(.linear(over: 500).then(.cosine(over: 9500), after: 500))
///       .clipping(byGlobalNorm: 1)
///
/// What is written last sees a gradient first. Modifiers that keep something append slots to those of the other.
public protocol OptimizerModifier<Model>: SlotOptimizer where Model == Base.Model {
  associatedtype Base: SlotOptimizer
  var base: Base { get set }
}

extension OptimizerModifier {
  public func scheduled(_ step: UpdateStep) -> UpdateStep { base.scheduled(step) }

  public var learningRate: Float {
    get { base.learningRate }
    set { base.learningRate = newValue }
  }

  public var optimizerState: OptimizerState {
    get { base.optimizerState }
    set { base.optimizerState = newValue }
  }
}

extension [ParameterUpdate] {
  /// The same with other gradients.
  func mappingGradients(_ change: (ParameterUpdate) -> Node) -> [ParameterUpdate] {
    map { update in
      var changed = update
      changed.gradient = change(update)
      return changed
    }
  }

  /// Splits off the last slot of each, which is the outer optimizer's own.
  func splittingLastSlots() -> (rest: [ParameterUpdate], own: [Node]) {
    var rest = self
    let own = rest.indices.map { rest[$0].slots.popLast() ?? rest[$0].parameter.zeros }
    return (rest, own)
  }

  /// Puts back what was split off.
  func appending(_ slots: [Node]) -> [ParameterUpdate] {
    zip(self, slots).map { update, slot in
      var changed = update
      changed.slots.append(slot)
      return changed
    }
  }
}
