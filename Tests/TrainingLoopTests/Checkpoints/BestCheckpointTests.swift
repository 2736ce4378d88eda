import Apus
import Checkpoints
import Foundation
import Testing

@testable import TrainingLoop

/// The checkpoints of the best epochs stay beside the newest.
struct BestCheckpointTests {
  /// A run of one step an epoch, whose loss in each epoch is given and whose model has the number of its epoch.
  private func run(
    _ losses: [Float], in folder: String, schedule: CheckpointSchedule = .everyEpoch, keep: Int = 1, best: MonitoredQuantity? = .loss,
    bestCount: Int = 1, stoppingIn stop: Int? = nil
  ) throws {
    var model = Network()
    var loop = NetworkLoop(
      training: Samples(count: 8).epochs(batchSize: 8), optimizer: SGD(for: model, learningRate: 0), lossFunction: softmaxCrossEntropy,
      callbacks: [
        { loop, event in
          if event == .updateStart { loop.lastStepLoss = Tensor(losses[loop.epochIndex]) }
          if event == .trainingEnd { loop.model.output.bias = Tensor(repeating: Float(loop.epochIndex), shape: [3]) }
          if event == .epochEnd, loop.epochIndex == stop { try loop.interrupt() }
        }
      ], progress: .silent)
    let plan = CheckpointPlan(
      schedule, in: CheckpointFolder(path: folder, keep: keep), best: best, bestCount: bestCount, isResuming: true, report: { _ in })
    try loop.fit(&model, epochs: losses.count, checkpoints: plan)
  }

  /// The epochs at whose end the checkpoints of a folder were saved, counted from 0.
  private func keptEpochs(in folder: String) -> [Int] {
    CheckpointFolder(path: folder).trainingCheckpoints.map { $0.position.epoch - 1 }
  }

  struct Row: Sendable {
    let losses: [Float]
    var keep = 1
    var bestCount = 1
    let kept: [Int]
    let best: Int
  }

  static let rows = [
    Row(losses: [3, 1, 2, 2.5], kept: [1, 3], best: 1),
    Row(losses: [3, 1, 2, 2.5, 2], keep: 2, kept: [1, 3, 4], best: 1),
    Row(losses: [3, 1, 2, 2.5, 4], bestCount: 2, kept: [1, 2, 4], best: 1),
    Row(losses: [2, 2, 1, 1], kept: [2, 3], best: 2),
    Row(losses: [.nan, 5, .nan], kept: [1, 2], best: 1),
    Row(losses: [3, 2, 1], kept: [2], best: 2),
  ]

  @Test(arguments: rows, [CheckpointSchedule.everyEpoch, .every(steps: 100)])
  func theBestStayWhateverTheirAge(_ row: Row, _ schedule: CheckpointSchedule) throws {
    try withTemporaryFolder { folder in
      try run(row.losses, in: folder, schedule: schedule, keep: row.keep, bestCount: row.bestCount)
      if schedule == .everyEpoch { #expect(keptEpochs(in: folder) == row.kept) }
      let best = try CheckpointFolder(path: folder).best(on: .loss)
      #expect(best.position.epoch - 1 == row.best)
      #expect(best.value(of: .loss) == row.losses[row.best])
      var model = Network(seed: 5)
      try best.restore(&model)
      #expect(try model.output.bias?.readScalars() == Array(repeating: Float(row.best), count: 3))
    }
  }

  @Test func aScheduleOfStepsSavesTheBestEpochsToo() throws {
    try withTemporaryFolder { folder in
      try run([3, 1, 2, 2.5, 0.5, 2], in: folder, schedule: .every(steps: 100), keep: 9)
      #expect(keptEpochs(in: folder) == [0, 1, 4, 5], "those that were best, and the last")
    }
  }

  /// Stopped after every epoch and started again, the folder has what it would have without.
  @Test(arguments: rows) func theChoiceSurvivesInterruptions(_ row: Row) throws {
    try withTemporaryFolder { folder in
      for epoch in row.losses.indices {
        try run(row.losses, in: folder, keep: row.keep, bestCount: row.bestCount, stoppingIn: epoch)
        #expect(keptEpochs(in: folder).contains(epoch))
      }
      #expect(keptEpochs(in: folder) == row.kept)
    }
  }

  /// The run goes on before it, and makes it once more.
  @Test func aDamagedCheckpointIsNotTheBest() throws {
    try withTemporaryFolder { folder in
      try run([3, 1], in: folder, keep: 2)
      let newest = try #require(CheckpointFolder(path: folder).latest)
      try Data("damage".utf8).write(to: URL(fileURLWithPath: newest + ".data-00000-of-00001"))
      #expect(try CheckpointFolder(path: folder).best(on: .loss).position.epoch == 1)
      try run([3, 1, 2], in: folder)
      #expect(keptEpochs(in: folder) == [1, 2])
      #expect(try CheckpointFolder(path: folder).best(on: .loss).position.epoch == 2)
    }
  }

  @Test func withoutAQuantityOnlyTheNewestStay() throws {
    try withTemporaryFolder { folder in
      try run([1, 2, 3, 4], in: folder, keep: 2, best: nil)
      #expect(keptEpochs(in: folder) == [2, 3])
      let error = #expect(throws: TrainingCheckpointError.self) { try CheckpointFolder(path: folder).best(on: .validationLoss) }
      #expect(
        error?.description == """
          Apus: no checkpoint tells which epoch was best
            folder    \(folder)
            quantity  validationLoss
            hint      save checkpoints with `best:` or `.everyEpoch`, of a run that measures it
          """)
    }
  }

  @Test func aQuantityThatIsNotMeasuredIsAnErrorBeforeTheFirstStep() throws {
    try withTemporaryFolder { folder in
      #expect(throws: TrainingLoopError.notMeasured("validationLoss", known: ["loss"])) {
        try run([1], in: folder, best: .validationLoss)
      }
      #expect(CheckpointFolder(path: folder).latest == nil)
    }
  }
}
