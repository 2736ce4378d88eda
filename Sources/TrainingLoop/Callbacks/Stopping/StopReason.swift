extension TrainingState {
  private static let name = "stop"
  private static let (reason, interruption, epochs) = ("reason", "interruption", "epochs")

  /// Why a callback has ended the run before its time; `nil` if none has, or if it did not say.
  public var stopReason: String? { self[Self.name][text: Self.reason] ?? self[Self.name][text: Self.interruption] }

  /// Notes why a callback ends the run for good, for whoever started it; throwing `TrainingLoopAction.cancelFit` is what ends it.
  ///
  ///     loop.state.stop("accuracy has reached 99 %")
  ///     throw TrainingLoopAction.cancelFit
  ///
  /// Such a run is over: to resume it trains no further, unless it is given more epochs than it had.
  public mutating func stop(_ reason: String) { self[Self.name][text: Self.reason] = reason }

  /// Notes why a callback ends the run for now, as a signal does: to resume it goes on where it was.
  public mutating func interrupt(_ reason: String) { self[Self.name][text: Self.interruption] = reason }

  /// A run that is continued has not been stopped yet.
  mutating func forgetStopReason() { self[Self.name] = Section() }

  /// Notes that a callback ends a run of so many epochs; for good, unless it has said otherwise.
  mutating func end(runOf epochCount: Int) {
    if self[Self.name][text: Self.interruption] == nil { self[Self.name][number: Self.epochs] = Double(epochCount) }
  }

  /// How many epochs the run was to have that a callback has ended for good; `nil` for one that goes on.
  var endedEpochCount: Int? { self[Self.name][number: Self.epochs].map { Int($0) } }
}
