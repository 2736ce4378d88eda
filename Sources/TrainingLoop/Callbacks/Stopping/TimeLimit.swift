/// Ends the run after the batch during which its time is up.
///
///     callbacks: [timeLimit(.seconds(3600))]
///
/// Time counts from the start of this `fit`; a run that is continued has all of it again.
public func timeLimit<L: TrainingLoopProtocol>(_ limit: Duration) -> TrainingLoopCallback<L> {
  { loop, event in
    guard event == .batchEnd, loop.elapsed >= limit, !loop.isVerifying else { return }
    loop.state.interrupt("the time of \(limit) is up")
    throw TrainingLoopAction.cancelFit
  }
}
