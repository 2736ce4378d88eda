import Checkpoints
import Dispatch
import Synchronization

/// Writes the checkpoints of a run one after the other, on a thread of its own.
///
/// The first checkpoint of a run must succeed: without any, the run would not survive what checkpoints are for, and that is better known
/// after its first steps than at its end. Later a disk that is full costs a checkpoint, not the run: the error is reported, and the next
/// one is tried. The last must succeed again.
final class CheckpointWriter: Sendable {
  private let plan: CheckpointPlan
  private let queue = DispatchQueue(label: "apus.checkpoints")
  private struct State {
    var hasSaved: Bool
    /// Why the checkpoint that was written last is not there.
    var failure: (any Error)?
  }
  private let state: Mutex<State>

  /// - Parameter hasSaved: whether there is a checkpoint to go on from already.
  init(_ plan: CheckpointPlan, hasSaved: Bool) {
    self.plan = plan
    state = Mutex(State(hasSaved: hasSaved))
  }

  var schedule: CheckpointSchedule { plan.schedule }

  /// Begins to write, once the checkpoint before is written.
  ///
  /// - Throws: why the run's first checkpoint cannot be written.
  func save(_ checkpoint: Checkpoint) throws {
    wait()
    guard state.withLock(\.hasSaved) else {
      try plan.folder.save(checkpoint)
      return state.withLock { $0.hasSaved = true }
    }
    queue.async { self.write(checkpoint) }
  }

  private func write(_ checkpoint: Checkpoint) {
    do {
      try plan.folder.save(checkpoint)
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
