import Apus
import Checkpoints
import Foundation
import Testing

@testable import TrainingLoop

/// Disks that fail and files that are damaged cost at most what came after the last good checkpoint.
struct CheckpointFailureTests {
  private func whole() throws -> [String] {
    try withTemporaryFolder { try CheckpointedRun(in: $0).result }
  }

  @Test func aFailureOfAnyCallIsToldAndLosesNothing() throws {
    let expected = try whole()
    var (thrown, reported) = (0, 0)
    for failingCall in 0... {
      let disk = FailingDisk { $0 == failingCall }
      try withTemporaryFolder { folder in
        let run = try CheckpointedRun(in: folder, keep: 1, disk: disk.fileSystem)
        if disk.failedCall == nil { return }
        if run.error != nil { thrown += 1 } else if disk.failedCall != "remove" { reported += 1 }
        #expect(run.error == nil || run.error is AtomicFileError, "call \(failingCall)")
        // A file that could not be removed is removed after the next checkpoint.
        #expect(disk.failedCall == "remove" || run.error != nil || !run.notes.isEmpty, "call \(failingCall)")
        if run.error == nil { #expect(try run.result == expected, "call \(failingCall)") }
        let checkpoints = CheckpointFolder(path: folder + "/checkpoints")
        if checkpoints.latest != nil { #expect(try checkpoints.openNewest().skipped.isEmpty, "call \(failingCall)") }
        #expect(try CheckpointedRun(in: folder).result == expected, "call \(failingCall)")
      }
      if disk.failedCall == nil { break }
    }
    #expect(thrown >= 10 && reported >= 10, "\(thrown) \(reported)")
  }

  @Test func aRunWhoseFirstCheckpointCannotBeWrittenEndsThere() throws {
    try withTemporaryFolder { folder in
      let run = try CheckpointedRun(in: folder, disk: FailingDisk(code: EROFS) { _ in true }.fileSystem)
      #expect((run.error as? AtomicFileError)?.code == EROFS)
      #expect(run.loop.history.steps.count == 3)
    }
  }

  @Test func aDiskThatFillsUpCostsCheckpointsAndNotTheRun() throws {
    let expected = try whole()
    try withTemporaryFolder { folder in
      _ = try CheckpointedRun(in: folder) { loop, event in
        if event == .batchEnd, loop.stepIndex == 2 { try loop.interrupt() }
      }
      let run = try CheckpointedRun(in: folder, schedule: .every(steps: 1), disk: FailingDisk { _ in true }.fileSystem)
      #expect((run.error as? AtomicFileError)?.code == ENOSPC)
      #expect(try run.result == expected, "the model has learnt all the same")
      #expect(run.notes.filter { $0.hasPrefix("Apus: a checkpoint was not saved; the run goes on") }.count >= 5)
      let again = try CheckpointedRun(in: folder)
      #expect(again.notes.first?.contains("after step 3") == true)
      #expect(try again.result == expected)
    }
  }

  @Test(arguments: ["truncated", "flipped", "without index"])
  func aDamagedCheckpointIsSkippedAndNamed(_ damage: String) throws {
    let expected = try whole()
    try withTemporaryFolder { folder in
      _ = try CheckpointedRun(in: folder) { loop, event in
        if event == .batchEnd, loop.stepIndex == 6 { try loop.interrupt() }
      }
      let newest = try #require(CheckpointFolder(path: folder + "/checkpoints").latest)
      let file = URL(fileURLWithPath: newest + (damage == "without index" ? ".index" : ".data-00000-of-00001"))
      var bytes = try Data(contentsOf: file)
      switch damage {
      case "truncated": bytes.removeLast(bytes.count / 2)
      case "flipped": bytes[bytes.count / 2] ^= 4
      default: bytes = Data()
      }
      try bytes.write(to: file)
      let run = try CheckpointedRun(in: folder)
      #expect(run.notes.count == 2)
      #expect(run.notes.first?.contains(newest) == true)
      #expect(run.notes.last?.hasSuffix("epoch 2, after step 6") == true)
      #expect(try run.result == expected)
    }
  }

  /// A file of steps belongs to all checkpoints after it.
  @Test(arguments: [0, 1]) func aDamagedFileOfStepsCostsTheCheckpointsAfterIt(_ file: Int) throws {
    let expected = try whole()
    try withTemporaryFolder { folder in
      _ = try CheckpointedRun(in: folder)
      let path = "\(folder)/checkpoints/steps-\(file)"
      for part in [".index", ".data-00000-of-00001"] { #expect(FileManager.default.fileExists(atPath: path + part)) }
      try Data("damage".utf8).write(to: URL(fileURLWithPath: path + ".data-00000-of-00001"))
      let run = try CheckpointedRun(in: folder)
      if file == 0 {
        #expect(run.error is CheckpointFolderError)
      } else {
        #expect(run.notes.filter { $0.contains("steps-1") }.count == 2)
        #expect(run.notes.last?.hasSuffix("going on from \(folder)/checkpoints/ckpt-1, epoch 1, after step 3") == true)
        #expect(try run.result == expected)
      }
    }
  }

  @Test func withoutAnyWholeCheckpointThereIsAnError() throws {
    try withTemporaryFolder { folder in
      _ = try CheckpointedRun(in: folder)
      let checkpoints = folder + "/checkpoints"
      for file in try FileManager.default.contentsOfDirectory(atPath: checkpoints) where file.hasSuffix(".index") {
        try Data("damage".utf8).write(to: URL(fileURLWithPath: checkpoints + "/" + file))
      }
      #expect(try CheckpointedRun(in: folder).error is CheckpointFolderError)
    }
  }

  @Test func anEarlierRunIsNotWrittenOver() throws {
    try withTemporaryFolder { folder in
      _ = try CheckpointedRun(in: folder)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder + "/checkpoints").sorted()
      let run = try CheckpointedRun(in: folder, isResuming: false)
      #expect(run.error as? TrainingCheckpointError == .earlierRun(folder: folder + "/checkpoints"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/checkpoints").sorted() == files)
    }
  }

  @Test func aFolderThatCannotBeMadeIsAnErrorBeforeTheFirstStep() throws {
    try withTemporaryFolder { folder in
      try Data().write(to: URL(fileURLWithPath: folder + "/checkpoints"))
      var model = Network()
      var loop = NetworkLoop(
        training: Samples(count: 8).epochs(batchSize: 4), optimizer: SGD(for: model), lossFunction: softmaxCrossEntropy, progress: .silent)
      let error = #expect(throws: TrainingCheckpointError.self) {
        try loop.fit(&model, epochs: 1, checkpoint: .everyEpoch, in: folder + "/checkpoints")
      }
      guard case .folder(let path, _)? = error else { return }
      #expect(path == folder + "/checkpoints")
      #expect(loop.history.steps.isEmpty)
    }
  }

  @Test func aCheckpointOfAnotherRunIsRefusedWithTheDifference() throws {
    try withTemporaryFolder { folder in
      var model = Network()
      let before = try model.scalars
      func fit(_ model: inout Network, batchSize: Int, metrics: [TrainingMetrics], momentum: Float) throws {
        var loop = NetworkLoop(
          training: Samples(count: 8).epochs(batchSize: batchSize), optimizer: SGD(for: model, learningRate: 0.1, momentum: momentum),
          lossFunction: softmaxCrossEntropy, metrics: metrics, progress: .silent)
        try loop.fit(
          &model, epochs: 1,
          checkpoints: CheckpointPlan(.everyEpoch, in: CheckpointFolder(path: folder), isResuming: true, report: { _ in }))
      }
      try fit(&model, batchSize: 4, metrics: [.accuracy], momentum: 0)
      var other = Network(hidden: 9)
      let error = #expect(throws: TrainingCheckpointError.self) { try fit(&other, batchSize: 8, metrics: [], momentum: 0) }
      guard case .otherRun(_, let differences)? = error else { return }
      #expect(
        Set(differences.map(\.what)).isSuperset(of: [
          "batch size", "metrics", "model hidden.weight", "model hidden.bias", "model output.weight",
        ]))
      #expect(error?.description.contains("  batch size: the run has 8, the checkpoint 4\n") == true)
      var same = Network()
      let optimizer = #expect(throws: TrainingCheckpointError.self) { try fit(&same, batchSize: 4, metrics: [.accuracy], momentum: 0.9) }
      #expect(optimizer?.description.contains("optimizer hidden.weight.slot0: the run has") == true)
      #expect(try same.scalars == before, "nothing is changed")
    }
  }

  @Test(arguments: [
    (
      TrainingCheckpointError.interval(0), "Apus: a checkpoint is saved every so many steps, at least 1, not 0"
    ),
    (
      .folder("run", reason: "it is a file"),
      "Apus: the folder for checkpoints cannot be made\n  folder  run\n  reason  it is a file"
    ),
    (
      .earlierRun(folder: "run"),
      """
      Apus: a folder has the checkpoints of an earlier run
        folder  run
        hint    `resume: true` goes on from them; another folder, or an empty one, starts anew
      """
    ),
    (
      .otherRun(path: "run/ckpt-1", [.init(what: "batch size", run: "8", checkpoint: nil)]),
      """
      Apus: a checkpoint is of another run
        file  run/ckpt-1
        batch size: the run has 8, the checkpoint none
        hint  build model, optimizer, metrics and data as before, or start in another folder
      """
    ),
    (
      .malformed(path: "run/ckpt-1", part: "run/position"),
      """
      Apus: a checkpoint is not one of a training run
        file  run/ckpt-1
        part  run/position
        hint  start in another folder
      """
    ),
  ])
  func errorsSayWhatIsWrong(error: TrainingCheckpointError, text: String) { #expect("\(error)" == text) }

  @Test func anIntervalOfNoStepsIsAnError() throws {
    try withTemporaryFolder { folder in
      var model = Network()
      var loop = NetworkLoop(
        training: Samples(count: 8).epochs(batchSize: 4), optimizer: SGD(for: model), lossFunction: softmaxCrossEntropy, progress: .silent)
      #expect(throws: TrainingCheckpointError.interval(0)) {
        try loop.fit(&model, epochs: 1, checkpoint: .every(steps: 0), in: folder + "/run")
      }
    }
  }
}
