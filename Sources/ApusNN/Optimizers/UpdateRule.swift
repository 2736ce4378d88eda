/// An optimizer that changes each parameter by itself, by one rule: its hyperparameters, what it keeps, and `updated`.
///
///     struct SignDescent<Model: Module>: UpdateRule {
///       @Hyperparameter var learningRate: Float = 0.01
///       var optimizerState: OptimizerState
///
///       init(for model: Model) { optimizerState = OptimizerState(for: model, slotCount: 0) }
///
///       func updated(_ parameter: Node, along gradient: Node, _ slots: inout [Node], step: UpdateStep) -> Node {
///         parameter - gradient.sign() * step.rate($learningRate, like: parameter)
///       }
///     }
public protocol UpdateRule<Model>: SlotOptimizer {
  /// The new value of `parameter`.
  ///
  /// - Parameter slots: what is kept for the parameter, to be replaced by its new values; zeros before the first step.
  func updated(_ parameter: Node, along gradient: Node, _ slots: inout [Node], step: UpdateStep) -> Node
}

extension UpdateRule {
  public func updated(_ updates: [ParameterUpdate], step: UpdateStep) -> [ParameterUpdate] {
    updates.map { update in
      var result = update
      result.parameter = updated(update.parameter, along: update.gradient, &result.slots, step: step)
      return result
    }
  }
}

extension Tensor where Scalar == Float {
  /// The number in the type of `parameter`'s elements.
  @inline(never)
  public func converted(like parameter: Node) -> Node { node.converted(to: parameter.dtype) }
}
