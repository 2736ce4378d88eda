/// When a run saves a checkpoint, besides the one at its end.
///
///     try trainingLoop.fit(&model, epochs: 12, checkpoint: .every(steps: 500), in: "run/resnet")
public struct CheckpointSchedule: Hashable, Sendable {
  enum Moment: Hashable {
    case step(multipleOf: Int)
    case epochEnd
  }

  let moment: Moment

  /// After every training batch whose number, counted from 1 over all epochs, is a multiple of `steps`; at least 1.
  public static func every(steps: Int) -> Self { Self(moment: .step(multipleOf: steps)) }

  /// After every epoch.
  public static let everyEpoch = Self(moment: .epochEnd)

  func check() throws(TrainingCheckpointError) {
    if case .step(let count) = moment, count < 1 { throw .interval(count) }
  }

  /// - Parameter stepCount: the number of training batches that are done.
  func isDue(after event: TrainingLoopEvent, stepCount: Int) -> Bool {
    switch moment {
    case .step(let count): event == .batchEnd && stepCount.isMultiple(of: count)
    case .epochEnd: event == .epochEnd
    }
  }
}
