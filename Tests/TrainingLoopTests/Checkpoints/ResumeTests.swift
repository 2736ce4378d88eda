import Apus
import Checkpoints
import Foundation
import Testing

@testable import TrainingLoop

/// A run that was interrupted and goes on from its files ends as one that was not.
struct ResumeTests {
  private struct Crash: Error {}

  enum Interruption: CaseIterable, Sendable {
    /// A callback ends the run in good order after a training batch, or during the validation.
    case stopAfterBatch, stopInValidation
    /// An error ends it: what came after the last checkpoint is lost.
    case crashAtBatch, crashInUpdate, crashAtEpochEnd

    /// Thrown by the run with this number of steps done.
    func callback(at step: Int) -> NoisyLoop.Callback {
      { loop, event in
        let isStep = loop.stepIndex == step
        switch self {
        case .stopAfterBatch where event == .batchEnd && loop.isTraining && isStep,
          .stopInValidation where event == .batchEnd && !loop.isTraining && isStep:
          try loop.interrupt()
        case .crashAtBatch where event == .batchEnd && loop.isTraining && isStep, .crashInUpdate where event == .updateStart && isStep,
          .crashAtEpochEnd where event == .epochEnd && isStep:
          throw Crash()
        default: break
        }
      }
    }
  }

  private func whole() throws -> [String] {
    try withTemporaryFolder { try CheckpointedRun(in: $0, isResuming: false).result }
  }

  @Test(arguments: Interruption.allCases)
  func goingOnAfterAnyStepGivesTheSameBits(_ interruption: Interruption) throws {
    let expected = try whole()
    var interruptions = 0
    for step in 0...CheckpointedRun.stepCount {
      try withTemporaryFolder { folder in
        let first = try CheckpointedRun(in: folder, interruption.callback(at: step))
        if first.error is Crash || first.loop.history.epochs.count < 2 || first.loop.history.epochs[1].validation == nil {
          interruptions += 1
        }
        #expect(first.error == nil || first.error is Crash)
        // Another seed: the place in the sequence of random numbers comes from the checkpoint, if there is one.
        let hasCheckpoint = CheckpointFolder(path: folder + "/checkpoints").latest != nil
        let second = try CheckpointedRun(in: folder, seed: hasCheckpoint ? 99 : 1)
        #expect(second.error == nil)
        #expect(second.notes.count == (hasCheckpoint ? 1 : 0))
        #expect(try second.result == expected, "step \(step)")
      }
    }
    #expect(interruptions >= 2)
  }

  @Test func aRunThatIsStoppedAtEveryStepEndsAllTheSame() throws {
    let expected = try whole()
    try withTemporaryFolder { folder in
      for step in 0..<CheckpointedRun.stepCount {
        _ = try CheckpointedRun(in: folder, schedule: .everyEpoch, keep: 1, Interruption.stopAfterBatch.callback(at: step))
      }
      let last = try CheckpointedRun(in: folder, schedule: .everyEpoch, keep: 1)
      #expect(try last.result == expected)
      #expect(last.notes == ["Apus: going on from \(folder)/checkpoints/ckpt-9, epoch 2, after step 8"])
      let again = try CheckpointedRun(in: folder)
      #expect(try again.result == expected, "a run that is over changes nothing")
      #expect(
        again.notes == [
          "Apus: the run of \(folder)/checkpoints/ckpt-10 is over after step 8: all 2 epochs are done\n  hint  more epochs go on"
        ])
    }
  }

  @Test func theStopReasonOfARunIsNotThatOfItsContinuation() throws {
    try withTemporaryFolder { folder in
      let first = try CheckpointedRun(in: folder) { loop, event in
        guard event == .batchEnd, loop.stepIndex == 1 else { return }
        loop.state.interrupt("enough")
        throw TrainingLoopAction.cancelFit
      }
      #expect(first.loop.state.stopReason == "enough")
      #expect(try CheckpointedRun(in: folder).loop.state.stopReason == nil)
    }
  }

  @Test func checkpointsCostNoProgramOfTheirOwn() throws {
    func compilations(_ schedule: CheckpointSchedule) throws -> Int {
      let engine = Engine()
      return try withEngine(engine) {
        _ = try withTemporaryFolder { try CheckpointedRun(in: $0, schedule: schedule) }
        return engine.report.compilations.count
      }
    }
    #expect(try compilations(.every(steps: 1)) == compilations(.everyEpoch))
  }
}
