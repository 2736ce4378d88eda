/// Lookahead: slow parameters that follow the fast ones of the steps, and from which these start again every few steps.
///
///     every k steps:  s ← s + (p − s)·α,   p ← s
///
/// Zhang et al., "Lookahead optimizer: k steps forward, 1 step back", 2019, algorithm 1. Slots keep their values when p starts again.
public struct LookingAhead<Base: SlotOptimizer>: OptimizerModifier {
  public var base: Base
  /// k
  public let stepCount: Int
  /// α
  @Hyperparameter public var share: Float

  init(base: Base, stepCount: Int, share: Float) {
    self.base = base
    self.stepCount = max(stepCount, 1)
    self.share = share
    self.base.optimizerState.addSlots { [$0] }
  }

  public func updated(_ updates: [ParameterUpdate], step: UpdateStep) -> [ParameterUpdate] {
    let (before, kept) = updates.splittingLastSlots()
    // The slow parameters start where the fast ones do.
    let slow = zip(before, kept).map { Node.choose(step.isFirst, $0.parameter, $1) }
    let isDue = step.isMultiple(of: stepCount)
    let after = base.updated(before, step: step)
    let moved = zip(after, slow).map { fast, slow in
      Node.choose(isDue, slow + (fast.parameter - slow) * $share.converted(like: slow), slow)
    }
    let results = zip(after, moved).map { fast, slow in
      var result = fast
      result.parameter = .choose(isDue, slow, fast.parameter)
      return result
    }
    return results.appending(moved)
  }
}

extension SlotOptimizer {
  /// Goes back a part of the way every few steps: Lookahead.
  ///
  ///     let optimizer = Adam(for: model).lookingAhead(every: 5, by: 0.5)
  public func lookingAhead(every stepCount: Int = 5, by share: Float = 0.5) -> LookingAhead<Self> {
    LookingAhead(base: self, stepCount: stepCount, share: share)
  }
}
