/// Somebody who is told how a run goes and cannot change it: a progress line, a log, a dashboard.
///
///     final class LossPrinter: TrainingObserver {
///       func observe(_ snapshot: TrainingSnapshot) {
///         if snapshot.event == .trainingEnd { print(snapshot.epochIndex, snapshot.statistics?.loss ?? .nan) }
///       }
///     }
///
/// An error that it throws is reported once on standard error, and the run goes on.
public protocol TrainingObserver: Sendable {
  /// Called at every event, after all callbacks, on the thread of the training: what takes long belongs on another one.
  func observe(_ snapshot: TrainingSnapshot) throws

  /// Whether the host reads statistics for this observer while a phase runs, at most as often as the loop's `statisticsInterval` says;
  /// else it reads at the ends of phases.
  var wantsStatisticsDuringPhases: Bool { get }
}

extension TrainingObserver {
  public var wantsStatisticsDuringPhases: Bool { true }
}
