import Foundation

/// Ends the run in good order after the batch during which Ctrl-C (SIGINT) or SIGTERM comes: `fit` returns with what was learnt. A
/// second signal ends the program at once.
///
///     callbacks: [stopOnSignals()]
///     if let reason = trainingLoop.state.stopReason { print("Stopped: \(reason)") }
///
/// Signals belong to the whole process: of two runs at a time both stop.
public func stopOnSignals<L: TrainingLoopProtocol>() -> TrainingLoopCallback<L> {
  { loop, event in
    switch event {
    case .fitStart: Interrupt.listen()
    case .batchEnd:
      guard let signal = Interrupt.signal else { return }
      loop.state.interrupt(signal == SIGTERM ? "SIGTERM" : "Ctrl-C")
      throw TrainingLoopAction.cancelFit
    case .fitEnd: Interrupt.stopListening()
    default: break
    }
  }
}
