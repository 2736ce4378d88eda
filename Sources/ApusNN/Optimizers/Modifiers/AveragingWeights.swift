/// Beside the steps a running mean of the parameters, which often generalizes better than they do.
///
///     e ← e·decay + p·(1 − decay)
///
/// where e is the parameters themselves after the first step. Polyak and Juditsky, "Acceleration of stochastic approximation by
/// averaging", 1992, with the exponential weights of Tarvainen and Valpola, "Mean teachers are better role models", 2017, equation 1.
public struct AveragingWeights<Base: SlotOptimizer>: OptimizerModifier {
  public var base: Base
  @Hyperparameter public var decay: Float
  /// The place of the mean among the slots of each parameter: modifiers outside append theirs.
  private let places: [Int]

  init(base: Base, decay: Float) {
    self.base = base
    self.decay = decay
    places = base.optimizerState.slots.map(\.count)
    self.base.optimizerState.addSlots { [$0] }
  }

  public func updated(_ updates: [ParameterUpdate], step: UpdateStep) -> [ParameterUpdate] {
    let (before, means) = updates.splittingLastSlots()
    let after = base.updated(before, step: step)
    let moved = zip(after, means).map { Node.choose(step.isFirst, $0.parameter, $1.averaged(with: $0.parameter, keeping: $decay)) }
    return after.appending(moved)
  }

  /// `model` with the means in the place of its parameters; `Variable`s, which copies of a model share, stay what they are.
  ///
  ///     let accuracy = evaluate(optimizer.averaged(model))
  ///
  /// Before the first step they are the parameters.
  public func averaged(_ model: Model) -> Model {
    var (copy, index) = (model, 0)
    let isStarted = Node.compare(optimizerState.count.node, optimizerState.count.node.like(0), .greater)
    copy.updateParameters { _, parameter in
      defer { index += 1 }
      guard optimizerState.slots.indices.contains(index), optimizerState.slots[index].indices.contains(places[index]) else {
        return .poisoned(.structureChanged("the optimizer"))
      }
      return .choose(isStarted, optimizerState.slots[index][places[index]].node, parameter)
    }
    return copy
  }
}

extension SlotOptimizer {
  /// Keeps an exponential moving average of the parameters.
  ///
  ///     var optimizer = Adam(for: model).averagingWeights(decay: 0.999)
  public func averagingWeights(decay: Float = 0.999) -> AveragingWeights<Self> { AveragingWeights(base: self, decay: decay) }
}
