import Checkpoints
import Dispatch
import Synchronization

/// A checkpoint of a run with what tells whether it is worth keeping.
struct MeasuredCheckpoint {
  let checkpoint: Checkpoint
  /// The files of its history that are to be written before it.
  let stepFiles: [StepFiles.Pending]
  /// The number of training batches before it.
  let step: Int
  /// The quantity that tells the best; `nil` if it was not measured.
  let value: Float?
}

/// Writes the checkpoints of a run one after the other, on a thread of its own.
///
/// The first checkpoint of a run must succeed: without any, the run would not survive what checkpoints are for, and that is better known
/// after its first steps than at its end. Later a disk that is full costs a checkpoint, not the run: the error is reported, and the next
/// one is tried. The last must succeed again.
final class CheckpointWriter: Sendable {
  private let plan: CheckpointPlan
  private let queue = DispatchQueue(label: "apus.checkpoints")
  private struct State {
    var kept: KeptCheckpoints
    /// How many files of steps are on disk.
    var stepFileCount: Int
    /// Why the checkpoint that was written last is not there.
    var failure: (any Error)?
  }
  private let state: Mutex<State>

  /// - Parameters:
  ///   - start: where the run goes on from a checkpoint of the folder; `nil` where it starts.
  ///   - stepFileCount: how many files of steps that checkpoint has.
  init(_ plan: CheckpointPlan, goingOnFrom start: TrainingPosition?, stepFileCount: Int) {
    self.plan = plan
    state = Mutex(State(kept: KeptCheckpoints(plan, goingOnFrom: start), stepFileCount: stepFileCount))
  }

  var schedule: CheckpointSchedule { plan.schedule }

  /// What tells the best epochs, if their checkpoints are kept.
  var quantity: MonitoredQuantity? { plan.best }

  /// How many files of steps need not be written again. Waits for those that are being written.
  var stepFileCount: Int {
    wait()
    return state.withLock(\.stepFileCount)
  }

  /// Whether the checkpoint of an epoch with this value is one of the best. Waits for those that are being written.
  func isAmongBest(_ value: Float) -> Bool {
    wait()
    return state.withLock { $0.kept.selection.isAmongBest(value) }
  }

  /// Begins to write, once the checkpoint before is written.
  ///
  /// - Throws: why the run's first checkpoint cannot be written.
  func save(_ checkpoint: MeasuredCheckpoint) throws {
    wait()
    if state.withLock(\.kept.isEmpty) { return try write(checkpoint) }
    queue.async { self.writeOrReport(checkpoint) }
  }

  private func write(_ measured: MeasuredCheckpoint) throws {
    for file in measured.stepFiles {
      try file.content.save(to: StepFiles.path(file.index, in: plan.folder.path), count: 1, in: plan.folder.fileSystem)
      state.withLock { $0.stepFileCount = file.index + 1 }
    }
    var kept = state.withLock(\.kept)
    try kept.add(step: measured.step, value: measured.value) { others in
      try plan.folder.save(measured.checkpoint, keeping: others)
    }
    state.withLock { $0.kept = kept }
  }

  private func writeOrReport(_ measured: MeasuredCheckpoint) {
    do {
      try write(measured)
      state.withLock { $0.failure = nil }
    } catch {
      state.withLock { $0.failure = error }
      plan.report("Apus: a checkpoint was not saved; the run goes on, and the one before is still there\n" + "\(error)")
    }
  }

  /// Waits until what was begun is on disk or has failed.
  func wait() { queue.sync {} }

  /// Waits for the last checkpoint.
  ///
  /// - Throws: why it is not there.
  func finish() throws {
    wait()
    if let failure = state.withLock(\.failure) { throw failure }
  }
}
