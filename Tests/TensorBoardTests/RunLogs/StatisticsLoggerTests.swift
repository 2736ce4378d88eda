import Foundation
import Testing
import TrainingLoop

@testable import TensorBoard

@Suite struct StatisticsLoggerTests {
  @Test func theCurvesAreTheHistory() throws {
    try withTemporaryFolder { folder in
      let history = try LoggedRun([tensorBoardStatisticsLogger(logRootDirectory: folder)]).history
      let (training, validation) = (try events("train", in: folder), try events("validation", in: folder))
      func curve(_ value: (History.Step) -> Float?) -> [Int: Float] {
        history.steps.reduce(into: [:]) { $0[$1.index + 1] = value($1) }
      }
      #expect(history.steps.count == 8)
      #expect(training.points("loss") == curve { $0.statistics.loss })
      #expect(training.points("accuracy") == curve { $0.statistics["accuracy"] })
      #expect(training.points("batchLoss") == curve(\.loss))
      #expect(training.points("learningRate") == curve { _ in 0.5 })
      #expect(validation.points("loss") == [4: history["validationLoss"][0], 8: history["validationLoss"][1]])
      #expect(validation.points("accuracy") == [4: history["validationAccuracy"][0], 8: history["validationAccuracy"][1]])
      #expect(training.contents.count == 8 * 4 && validation.contents.count == 2 * 2)
    }
  }

  /// As the page of Swift for TensorFlow has it.
  @Test func nothingIsMadeBeforeARunStarts() throws {
    func isThere() -> Bool { FileManager.default.fileExists(atPath: "run/tensorboard/stats") }
    let before = isThere()
    let callbacks: [LoggedRun.Loop.Callback] = [tensorBoardStatisticsLogger()]
    #expect(callbacks.count == 1 && isThere() == before)
  }

  @Test func twoLoggersDoNotDisturbEachOther() throws {
    try withTemporaryFolder { folder in
      _ = try LoggedRun(["a", "b"].map { tensorBoardStatisticsLogger(logRootDirectory: "\(folder)/\($0)", including: [.gradientNorms()]) })
      let logs = try ["a", "b"].map { try events("train", in: "\(folder)/\($0)") }
      #expect(logs[0].points("gradientNorm/all").count == 8)
      #expect(logs[0].map(\.content) == logs[1].map(\.content))
    }
  }

  @Test func eachRunHasAFolder() throws {
    try withTemporaryFolder { folder in
      let callback: LoggedRun.Loop.Callback = tensorBoardStatisticsLogger(logRootDirectory: folder + "/a/b")
      let root = folder + "/a/b"
      _ = try LoggedRun([callback])
      let first = try #require(try EventFileWriter.eventFiles(in: "\(root)/\(runs(in: root)[0])/train").first)
      let before = try bytes(at: first)
      _ = try LoggedRun([callback])
      #expect(try runs(in: root).count == 2)
      #expect(try bytes(at: first) == before)
    }
  }

  @Test func foldersAreNamedAfterTheTime() throws {
    let zone = try #require(TimeZone(secondsFromGMT: 0))
    for (seconds, name) in [(0.0, "19700101-000000"), (1_700_000_000, "20231114-221320"), (951_782_399, "20000228-235959")] {
      #expect(RunFolder.name(of: Date(timeIntervalSince1970: seconds), in: zone) == name)
    }
    try withTemporaryFolder { folder in
      let names = try (0..<3).map { _ in try RunFolder.make(in: folder, at: Date(timeIntervalSince1970: 1_700_000_000)) }
      #expect(names.map { $0.dropFirst(15) } == ["", "-2", "-3"])
      #expect(try runs(in: folder) == names)
      try write([], to: folder + "/file")
      #expect(throws: EventFileError.self) { try RunFolder.make(in: folder + "/file") }
    }
  }

  /// TensorBoard reads the file while the run goes on: a step behind, because the newest is not waited for.
  @Test func pointsAreThereWhileTheEpochRuns() throws {
    try withTemporaryFolder { folder in
      var counts: [Int] = []
      _ = try LoggedRun([
        tensorBoardStatisticsLogger(logRootDirectory: folder),
        { loop, event in
          if event == .batchEnd, loop.isTraining { counts.append(try events("train", in: folder).points("batchLoss").count) }
        },
      ])
      #expect(counts == [0, 1, 2, 3, 4, 5, 6, 7])
    }
  }

  @Test(arguments: [true, false]) func aRunThatIsContinuedLeavesTheLogOfOneThatWasNot(_ readsInTheStep: Bool) throws {
    try withTemporaryFolder { folder in
      let contents: [TensorBoardContent] = [.gradientNorms(), .weightHistograms(), .exampleImages(), .graph, .summary, .hyperparameters()]
      let logger: LoggedRun.Loop.Callback = tensorBoardStatisticsLogger(logRootDirectory: folder, including: contents)
      // Another callback may have had the statistics of a step read before the logger is asked.
      let reader: LoggedRun.Loop.Callback = { loop, event in
        if readsInTheStep, event == .batchEnd { _ = try loop.resumePoint(after: event) }
      }
      var moments: [LoggedRun.Moment] = []
      _ = try LoggedRun([
        reader, logger,
        { loop, event in
          if event == .epochEnd || event == .batchEnd && loop.isTraining { moments.append(try LoggedRun.Moment(&loop, event)) }
        },
      ])
      #expect(moments.count == 10)
      func log() throws -> [String] { try ["train", "validation"].flatMap { try events($0, in: folder).contents } }
      let (expected, norms) = (try log(), try events("train", in: folder).points("gradientNorm/all"))
      #expect(norms.count == 8 && norms.values.allSatisfy { $0 > 0 })
      for moment in moments {
        // By another process, which has no file open.
        _ = try LoggedRun([reader, tensorBoardStatisticsLogger(logRootDirectory: folder, including: contents)], from: moment)
        #expect(try log() == expected, "\(moment.point.position)")
        #expect(try events("train", in: folder).points("gradientNorm/all") == norms, "\(moment.point.position)")
        #expect(try runs(in: folder).count == 1)
      }
    }
  }

  @Test func aRunThatIsContinuedWithoutItsFilesWritesItsStepsAgain() throws {
    try withTemporaryFolder { folder in
      var moment: LoggedRun.Moment?
      let logger: LoggedRun.Loop.Callback = tensorBoardStatisticsLogger(logRootDirectory: folder)
      let whole = try LoggedRun([
        logger, { loop, event in if event == .batchEnd, loop.isTraining, loop.stepIndex == 5 { moment = try .init(&loop, event) } },
      ])
      for run in try runs(in: folder) { try FileManager.default.removeItem(atPath: folder + "/" + run) }
      let interruption: LoggedRun.Moment = try #require(moment)
      _ = try LoggedRun([logger], from: interruption)
      let losses = try events("train", in: folder).points("batchLoss")
      #expect(losses == whole.history.steps.reduce(into: [:]) { $0[$1.index + 1] = $1.loss })
    }
  }

  @Test(arguments: [TrainingLoopEvent.fitStart, .epochStart, .batchStart, .updateStart, .batchEnd, .validationStart, .epochEnd])
  func aRunThatAnotherCallbackEndsIsLoggedAsFarAsItCame(_ last: TrainingLoopEvent) throws {
    try withTemporaryFolder { folder in
      let logger: LoggedRun.Loop.Callback = tensorBoardStatisticsLogger(logRootDirectory: folder, including: [.gradientNorms()])
      let stop: LoggedRun.Loop.Callback = { loop, event in
        if event == last, event == .fitStart || loop.stepIndex >= 2 || event == .epochStart { throw TrainingLoopAction.cancelFit }
      }
      for isFirst in [true, false] {
        // The logger has had a run before.
        let before = try LoggedRun([logger])
        let known = try runs(in: folder).flatMap { try EventFileWriter.eventFiles(in: "\(folder)/\($0)/train") }
        let run = try LoggedRun(isFirst ? [logger, stop] : [stop, logger])
        #expect(before.history.steps.count == 8 && run.history.steps.count < 8)
        let files = try runs(in: folder).flatMap { name -> [String] in
          let path = "\(folder)/\(name)/train"
          return FileManager.default.fileExists(atPath: path) ? try EventFileWriter.eventFiles(in: path) : []
        }.filter { !known.contains($0) }
        let found = try files.flatMap { try EventFile(path: $0).events }
        #expect(found.points("batchLoss").count == run.history.steps.count)
        #expect(found.points("gradientNorm/all").count == run.history.steps.count)
      }
    }
  }
}
