import Apus
import Testing

@testable import TrainingLoop

/// A run that a callback has ended trains no further when it is resumed.
struct EndedRunTests {
  /// Ends the run in the second epoch of five, after six of its eight steps or at its end.
  enum Ending: String, CaseIterable, Sendable {
    case patience, ownReason, noReason

    var callback: NoisyLoop.Callback {
      let earlyStopping: NoisyLoop.Callback = earlyStopping(
        on: .loss, patience: 1, minimumChange: 100, restoresBestWeights: true)
      return { loop, event in
        if self == .patience { return try earlyStopping(&loop, event) }
        guard event == .batchEnd, loop.stepIndex == 5 else { return }
        if self == .ownReason { loop.state.stop("it is enough") }
        throw TrainingLoopAction.cancelFit
      }
    }

    var reason: String? {
      switch self {
      case .patience: "loss has not become better for 1 epochs"
      case .ownReason: "it is enough"
      case .noReason: nil
      }
    }

    var stepCount: Int { self == .patience ? 8 : 6 }
  }

  @Test(arguments: Ending.allCases)
  func itIsOverAndSaysWhy(_ ending: Ending) throws {
    try withTemporaryFolder { folder in
      let first = try CheckpointedRun(in: folder, epochs: 5, ending.callback)
      let checkpoint = folder + "/checkpoints/ckpt-\(ending == .patience ? 3 : 2)"
      var stepCount = 0
      for _ in 0..<2 {
        let again = try CheckpointedRun(in: folder, epochs: 5) { loop, event in
          if event == .updateStart { stepCount += 1 }
          try ending.callback(&loop, event)
        }
        #expect(try again.result == first.result)
        #expect(again.loop.state.stopReason == ending.reason)
        #expect(again.loop.epochIndex == 1)
        #expect(
          again.notes == [
            """
            Apus: the run of \(checkpoint) is over after step \(ending.stepCount): \(ending.reason ?? "a callback has ended it")
              hint  more epochs go on
            """
          ])
      }
      #expect(stepCount == 0)
    }
  }

  @Test func moreEpochsGoOn() throws {
    try withTemporaryFolder { folder in
      _ = try CheckpointedRun(in: folder, epochs: 5, Ending.ownReason.callback)
      let longer = try CheckpointedRun(in: folder, epochs: 6)
      #expect(longer.loop.history.steps.map(\.index) == Array(0..<24))
      #expect(longer.loop.state.stopReason == nil)
      let whole = try withTemporaryFolder { try CheckpointedRun(in: $0, epochs: 6) }
      #expect(try longer.result == whole.result)
    }
  }
}
