/// Gradients whose elements are cut to ±`limit` before the step.
public struct ClippingByValue<Base: SlotOptimizer>: OptimizerModifier {
  public var base: Base
  @Hyperparameter public var limit: Float

  public func updated(_ updates: [ParameterUpdate], step: UpdateStep) -> [ParameterUpdate] {
    let clipped = updates.mappingGradients { update in
      let limit = $limit.converted(like: update.gradient).broadcast(to: update.gradient.shape)
      return .minimum(.maximum(update.gradient, -limit), limit)
    }
    return base.updated(clipped, step: step)
  }
}

extension SlotOptimizer {
  /// Cuts the elements of gradients to ±`limit`.
  ///
  ///     let optimizer = SGD(for: model).clipping(byValue: 0.5)
  public func clipping(byValue limit: Float) -> ClippingByValue<Self> { ClippingByValue(base: self, limit: limit) }
}
