/// Steps with the mean gradient of several batches: parameters and slots change at the last of them only.
///
/// Every batch is the same program, which computes the step and drops it where it is not due.
public struct AccumulatingGradients<Base: SlotOptimizer>: OptimizerModifier {
  public var base: Base
  public let batchCount: Int

  init(base: Base, batchCount: Int) {
    self.base = base
    self.batchCount = max(batchCount, 1)
    self.base.optimizerState.addSlots { [$0] }
  }

  public func updated(_ updates: [ParameterUpdate], step: UpdateStep) -> [ParameterUpdate] {
    let (before, kept) = updates.splittingLastSlots()
    let sums = zip(before, kept).map { $0.gradient + $1 }
    let means = zip(before, sums).map { update, sum in
      var mean = update
      mean.gradient = sum / Double(batchCount)
      return mean
    }
    let after = base.updated(means, step: counted(step))
    let isDue = step.isMultiple(of: batchCount)
    let results = zip(before, after).map { old, new in
      var result = new
      result.parameter = .choose(isDue, new.parameter, old.parameter)
      result.slots = new.slots.indices.map { index in
        .choose(isDue, new.slots[index], old.slots.indices.contains(index) ? old.slots[index] : new.slots[index].zeros)
      }
      return result
    }
    return results.appending(sums.map { .choose(isDue, $0.zeros, $0) })
  }

  public func scheduled(_ step: UpdateStep) -> UpdateStep { base.scheduled(counted(step)) }

  /// With the number of the steps, not of the batches.
  private func counted(_ step: UpdateStep) -> UpdateStep {
    UpdateStep(number: ((step.number + Double(batchCount - 1)) / Double(batchCount)).floor(), factor: step.factor)
  }
}

extension SlotOptimizer {
  /// Makes one step of the mean gradient of `batchCount` batches, for batches that do not fit into memory at once.
  ///
  ///     var optimizer = Adam(for: model).accumulating(batchCount: 4)
  ///     for batch in batches { optimizer.update(&model, along: gradient(batch)) }   // the model changes at every fourth
  ///
  /// A schedule written before counts steps, one written after counts batches.
  public func accumulating(batchCount: Int) -> AccumulatingGradients<Self> { AccumulatingGradients(base: self, batchCount: batchCount) }
}
