/// Gradients that are scaled down together before the step, so that √Σ g² over all parameters is at most `limit`.
///
/// Pascanu et al., "On the difficulty of training recurrent neural networks", 2013, algorithm 1.
public struct ClippingByGlobalNorm<Base: SlotOptimizer>: OptimizerModifier {
  public var base: Base
  @Hyperparameter public var limit: Float

  public func updated(_ updates: [ParameterUpdate], step: UpdateStep) -> [ParameterUpdate] {
    let squares = updates.map { update in
      let gradient = update.gradient.converted(to: .float32)
      return (gradient * gradient).sum(along: Array(gradient.shape.indices))
    }
    guard let first = squares.first else { return base.updated(updates, step: step) }
    let norm = squares.dropFirst().reduce(first) { $0 + $1 }.sqrt()
    let scale = $limit.node / .maximum(norm, $limit.node)
    return base.updated(updates.mappingGradients { $0.gradient * scale.converted(to: $0.gradient.dtype) }, step: step)
  }
}

extension SlotOptimizer {
  /// Scales all gradients down together so that their common norm is at most `limit`.
  ///
  ///     let optimizer = AdamW(for: model).clipping(byGlobalNorm: 1)
  public func clipping(byGlobalNorm limit: Float) -> ClippingByGlobalNorm<Self> { ClippingByGlobalNorm(base: self, limit: limit) }
}
