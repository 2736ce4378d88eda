import Apus
import Foundation
import Testing

@testable import TrainingLoop

/// What holds for every callback of the library.
struct CallbackTests {
  @Test(arguments: CallbackRow.all)
  func itRunsAndChangesWhatItSays(_ row: CallbackRow) throws {
    try withTemporaryFolder { folder in
      let run = try ImageRun([try row.make(folder)])
      #expect(run.weights.allSatisfy { $0.isFinite })
      try row.check(run, try ImageRun([]), folder)
    }
  }

  @Test(arguments: CallbackRow.all)
  func whatItDoesIsTheSameHoweverOftenStatisticsAreRead(_ row: CallbackRow) throws {
    let runs = try [true, false].map { readsOften in
      try withTemporaryFolder { try ImageRun([try row.make($0)], readsOften: readsOften) }
    }
    #expect(runs[0].weights == runs[1].weights)
    #expect(runs[0].history.steps.map(\.loss) == runs[1].history.steps.map(\.loss))
  }

  /// In both orders with another one that changes gradients and keeps tensors.
  @Test(arguments: CallbackRow.all)
  func itComposesWithOthers(_ row: CallbackRow) throws {
    try withTemporaryFolder { folder in
      for isFirst in [true, false] {
        let own = try row.make(folder)
        let others: [ImageLoop.Callback] = [clipGradients(toValue: 0.1), averageWeights()]
        let run = try ImageRun(isFirst ? [own] + others : others + [own])
        #expect(run.weights.allSatisfy { $0.isFinite })
        #expect(run.history.steps.count == (row.isStopping ? run.history.steps.count : 8))
      }
    }
  }

  @Test func allTogetherTrainOneModel() throws {
    try withTemporaryFolder { folder in
      let callbacks = try CallbackRow.all.filter { !$0.isStopping }.map { try $0.make(folder) }
      let run = try ImageRun(callbacks)
      #expect(run.weights.allSatisfy { $0.isFinite })
      #expect(run.history.steps.count == 8 && run.history.epochs.count == 2)
    }
  }

  static let cancellations: [(TrainingLoopAction, TrainingLoopEvent)] = [
    (.cancelBatch, .batchStart), (.cancelBatch, .updateStart), (.cancelBatch, .inferencePredictionEnd), (.cancelTraining, .updateStart),
    (.cancelValidation, .inferencePredictionEnd), (.cancelEpoch, .batchEnd), (.cancelEpoch, .validationStart), (.cancelFit, .updateStart),
    (.cancelFit, .inferencePredictionEnd), (.cancelFit, .fitStart),
  ]

  @Test(arguments: CallbackRow.all, cancellations)
  func itSurvivesACancellation(_ row: CallbackRow, _ cancellation: (action: TrainingLoopAction, event: TrainingLoopEvent)) throws {
    try withTemporaryFolder { folder in
      for isFirst in [true, false] {
        let cancel: ImageLoop.Callback = { loop, event in
          if event == cancellation.event, loop.epochIndex == 0, loop.batchIndex <= 1 { throw cancellation.action }
        }
        let own = try row.make(folder)
        let run = try ImageRun(isFirst ? [own, cancel] : [cancel, own])
        #expect(run.weights.allSatisfy { $0.isFinite })
      }
    }
  }

  /// What a callback remembers lies in the loop, so a run goes on with the same bits.
  @Test(arguments: CallbackRow.all)
  func aRunThatIsContinuedGoesOnAsIfItHadNeverStopped(_ row: CallbackRow) throws {
    try withTemporaryFolder { folder in
      var moments: [ImageRun.Moment] = []
      let whole = try ImageRun([
        try row.make(folder),
        { loop, event in
          if event == .epochEnd || event == .batchEnd && loop.isTraining { moments.append(try ImageRun.Moment(&loop, event)) }
        },
      ])
      #expect(row.isStopping || moments.count == 10)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      func texts() throws -> [String] { try files.filter { $0.hasPrefix("log") }.map { try contents(of: folder + "/" + $0) } }
      let expected = try texts()
      for moment in moments {
        let continued = try ImageRun([try row.make(folder)], from: moment)
        #expect(continued.weights == whole.weights, "\(moment.point.position)")
        #expect(continued.history.steps.map(\.loss) == whole.history.steps.map(\.loss), "\(moment.point.position)")
        #expect(continued.history["validationLoss"] == whole.history["validationLoss"], "\(moment.point.position)")
        // Times differ from run to run.
        if row.name != "JSONLinesLogger" { #expect(try texts() == expected, "\(moment.point.position)") }
      }
    }
  }

  @Test func everyCallbackHasItsRow() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appendingPathComponent("Sources/TrainingLoop/Callbacks")
    var names: Set<String> = []
    for case let file as URL in try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    where file.pathExtension == "swift" {
      let text = try contents(of: file.path)
      for match in text.matches(of: /public func (\w+)<L: TrainingLoopProtocol[^{]*?-> TrainingLoopCallback<L>/) {
        names.insert(String(match.1))
      }
      for match in text.matches(of: /public struct (\w+Logger)/) { names.insert(String(match.1)) }
    }
    #expect(names.count > 10)
    #expect(names.symmetricDifference(CallbackRow.all.map(\.name)).sorted() == [])
  }
}
