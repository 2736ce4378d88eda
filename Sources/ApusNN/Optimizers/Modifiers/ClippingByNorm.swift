/// Gradients that are scaled down before the step, each parameter's by itself, so that √Σ g² is at most `limit`.
public struct ClippingByNorm<Base: SlotOptimizer>: OptimizerModifier {
  public var base: Base
  @Hyperparameter public var limit: Float

  public func updated(_ updates: [ParameterUpdate], step: UpdateStep) -> [ParameterUpdate] {
    let clipped = updates.mappingGradients { update in
      let limit = $limit.converted(like: update.gradient)
      return update.gradient * (limit / .maximum(update.gradient.norm, limit))
    }
    return base.updated(clipped, step: step)
  }
}

extension SlotOptimizer {
  /// Scales each parameter's gradient down so that its norm is at most `limit`: TensorFlow's `clip_by_norm`.
  ///
  ///     let optimizer = SGD(for: model).clipping(byNorm: 1)
  public func clipping(byNorm limit: Float) -> ClippingByNorm<Self> { ClippingByNorm(base: self, limit: limit) }
}
