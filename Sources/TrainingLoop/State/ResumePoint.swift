/// What a training loop itself has to remember so that another process can go on: with it belong the model, the optimizer's state and
/// the place in the sequence of random numbers (`Context.randomSeed` and `randomDrawCount`).
package struct ResumePoint: Sendable {
  package var position: TrainingPosition
  package var state: TrainingState
  /// The sums of the metrics in the middle of an epoch.
  package var metrics: [AnyTensor]
  package var history: History
  var ingredients: RunIngredients
  /// Where the data stands in the middle of an epoch, if that is more than the number of the batch.
  var place: DatasetState?

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
    return ResumePoint(
      position: position(after: event), state: state, metrics: event == .batchEnd ? accumulator.state : [], history: history,
      ingredients: ingredients, place: event == .batchEnd ? run.place : nil)
  }

  /// How far the run is at the end of a training batch or of an epoch.
  func position(after event: TrainingLoopEvent) -> TrainingPosition {
    event == .batchEnd
      ? TrainingPosition(epoch: epochIndex, batch: batchIndex + 1, step: stepIndex + 1)
      : TrainingPosition(epoch: epochIndex + 1, batch: 0, step: stepIndex)
  }
}
