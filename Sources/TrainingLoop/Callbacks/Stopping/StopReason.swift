extension TrainingState {
  private static let name = "stop"

  /// Why a callback has ended the run before its time; `nil` if none has.
  public var stopReason: String? { self[Self.name][text: "reason"] }

  /// A run that is continued has not been stopped yet.
  mutating func forgetStopReason() { self[Self.name] = Section() }

  /// Notes why a callback ends the run, for whoever started it; throwing `TrainingLoopAction.cancelFit` is what ends it.
  public mutating func stop(_ reason: String) { self[Self.name][text: "reason"] = reason }
}
