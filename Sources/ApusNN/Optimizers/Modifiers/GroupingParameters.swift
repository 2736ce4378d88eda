/// Steps with other hyperparameters for some of the parameters, or without these.
public struct GroupingParameters<Base: SlotOptimizer>: OptimizerModifier {
  struct Group: Sendable {
    let filter: ParameterFilter
    /// What the group's learning rate is in parts of the others'.
    let factor: Hyperparameter
    /// `nil` for parameters that stay what they are.
    var rule: Base?
  }

  public var base: Base
  private var groups: [Group] = []

  init(base: Base) { self.base = base }

  public var learningRate: Float {
    get { base.learningRate }
    set {
      base.learningRate = newValue
      for index in groups.indices { groups[index].rule?.learningRate = newValue }
    }
  }

  public func updated(_ updates: [ParameterUpdate], step: UpdateStep) -> [ParameterUpdate] {
    let membership = updates.map { update in groups.firstIndex { $0.filter.contains(update.path) } }
    var results = updates
    for group in [nil] + groups.indices.map(Optional.init) {
      let members = updates.indices.filter { membership[$0] == group }
      for (index, result) in zip(members, updated(members.map { updates[$0] }, of: group, step)) { results[index] = result }
    }
    return results
  }

  private func updated(_ updates: [ParameterUpdate], of group: Int?, _ step: UpdateStep) -> [ParameterUpdate] {
    if updates.isEmpty { return [] }
    guard let group else { return base.updated(updates, step: step) }
    return groups[group].rule?.updated(updates, step: step.multiplied(by: groups[group].factor.projectedValue.node)) ?? updates
  }

  /// Other hyperparameters for further parameters.
  public func grouping(_ filter: ParameterFilter, _ change: (inout Base) -> Void) -> Self {
    var rule = base
    change(&rule)
    let factor = base.learningRate == 0 ? 1 : rule.learningRate / base.learningRate
    rule.learningRate = base.learningRate
    rule.optimizerState = rule.optimizerState.withoutSlots
    return adding(Group(filter: filter, factor: Hyperparameter(wrappedValue: factor), rule: rule))
  }

  /// No steps for further parameters.
  public func freezing(_ filter: ParameterFilter) -> Self { adding(Group(filter: filter, factor: Hyperparameter(wrappedValue: 0))) }

  private func adding(_ group: Group) -> Self {
    var copy = self
    copy.groups.append(group)
    return copy
  }
}

extension SlotOptimizer {
  /// Other hyperparameters for some of the parameters.
  ///
  ///     let optimizer = AdamW(for: model)
  ///       .grouping("*.bias") { $0.weightDecay = 0 }
  ///       .grouping("head") { $0.learningRate *= 10 }
  ///
  /// A parameter belongs to the first group whose filter contains it. Schedules, and setting `learningRate`, keep the proportions of
  /// the rates, which a rate of 0 has none of. What should see all parameters at once, such as `clipping(byGlobalNorm:)`, is written
  /// after the groups.
  public func grouping(_ filter: ParameterFilter, _ change: (inout Self) -> Void) -> GroupingParameters<Self> {
    GroupingParameters(base: self).grouping(filter, change)
  }

  /// Leaves some of the parameters as they are. `Module.freeze` also saves their gradients and slots.
  ///
  ///     let optimizer = Adam(for: model).freezing("features")
  public func freezing(_ filter: ParameterFilter) -> GroupingParameters<Self> { GroupingParameters(base: self).freezing(filter) }
}
