/// What a training loop itself has to remember so that another process can go on: with it belong the model, the optimizer's state and
/// the place in the sequence of random numbers (`Context.randomSeed` and `randomDrawCount`).
package struct ResumePoint: Sendable {
  package var position: TrainingPosition
  package var state: TrainingState
  /// The sums of the metrics in the middle of an epoch.
  package var metrics: [AnyTensor]
  package var history: History

  package init(position: TrainingPosition, state: TrainingState, metrics: [AnyTensor], history: History) {
    (self.position, self.state, self.metrics, self.history) = (position, state, metrics, history)
  }

  /// Why a run of so many epochs has nothing left to do; `nil` if it has.
  func ending(ofEpochs count: Int) -> String? {
    if let ended = state.endedEpochCount, count <= ended { return state.stopReason ?? "a callback has ended it" }
    return position.epoch >= count ? "all \(position.epoch) epochs are done" : nil
  }
}

extension TrainingLoop {
  /// What to go on from after the batch or the epoch that ends here: valid at `batchEnd` of the training and at `epochEnd`, when all
  /// callbacks have been called.
  ///
  /// Waits for the device.
  package mutating func resumePoint(after event: TrainingLoopEvent) throws -> ResumePoint {
    try readStatistics()
    let isInEpoch = event == .batchEnd
    let position = TrainingPosition(
      epoch: isInEpoch ? epochIndex : epochIndex + 1, batch: isInEpoch ? batchIndex + 1 : 0, step: stepIndex + (isInEpoch ? 1 : 0))
    return ResumePoint(position: position, state: state, metrics: isInEpoch ? accumulator.state : [], history: history)
  }
}
