/// Steps whose learning rate is `learningRate` times what a schedule says.
///
/// The device computes the rate from the number of the step, which is part of the optimizer's state: nothing is compiled anew, a
/// compiled function follows the schedule too, and a saved state goes on where it was.
public struct FollowingSchedule<Base: SlotOptimizer>: OptimizerModifier {
  public var base: Base
  public let schedule: Schedule

  public func updated(_ updates: [ParameterUpdate], step: UpdateStep) -> [ParameterUpdate] {
    base.updated(updates, step: following(step))
  }

  public func scheduled(_ step: UpdateStep) -> UpdateStep { base.scheduled(following(step)) }

  private func following(_ step: UpdateStep) -> UpdateStep {
    step.multiplied(by: schedule.factor(at: Tensor(step.number - 1)).node)
  }
}

extension SlotOptimizer {
  /// Multiplies the learning rate with what `schedule` says, which counts steps from 0.
  ///
  ///     let optimizer = SGD(for: model, learningRate: 0.1).following(.cosine(over: 10_000))
  public func following(_ schedule: Schedule) -> FollowingSchedule<Self> { FollowingSchedule(base: self, schedule: schedule) }
}
