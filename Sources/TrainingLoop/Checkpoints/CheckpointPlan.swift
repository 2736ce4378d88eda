import Checkpoints
import Foundation

/// Where and when a run saves checkpoints, and whether it goes on from those that are there.
package struct CheckpointPlan: Sendable {
  package let schedule: CheckpointSchedule
  package let folder: CheckpointFolder
  /// Of what the best checkpoints are kept beside the newest; `nil` for none.
  package let best: MonitoredQuantity?
  package let bestCount: Int
  package let isResuming: Bool
  /// Told of what a user should know and the run survives.
  package let report: @Sendable (String) -> Void

  package init(
    _ schedule: CheckpointSchedule, in folder: CheckpointFolder, best: MonitoredQuantity? = nil, bestCount: Int = 1, isResuming: Bool,
    report: @escaping @Sendable (String) -> Void = Diagnosis.note
  ) {
    (self.schedule, self.folder, self.best, self.bestCount) = (schedule, folder, best, bestCount)
    (self.isResuming, self.report) = (isResuming, report)
  }

  /// The checkpoint to go on from; `nil` where the run starts.
  ///
  /// - Throws: `TrainingCheckpointError`; `CheckpointFolderError` if every checkpoint is damaged.
  func newest() throws -> SavedCheckpoint? {
    try schedule.check()
    do { try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true) } catch {
      throw TrainingCheckpointError.folder(folder.path, reason: error.localizedDescription)
    }
    guard folder.latest != nil else { return nil }
    guard isResuming else { throw TrainingCheckpointError.earlierRun(folder: folder.path) }
    let (saved, skipped) = try folder.openNewest(StepFiles.verify)
    for damaged in skipped { report("Apus: a checkpoint cannot be used, an earlier one is\n  file    \(damaged.path)\n" + damaged.reason) }
    return saved
  }
}
