import Apus
import Testing

@testable import TrainingLoop

struct HistoryTests {
  private let samples = Samples(count: 10)

  private func loop(_ model: Network, callbacks: [NetworkLoop.Callback] = []) -> NetworkLoop {
    TrainingLoop(
      training: samples.epochs(batchSize: 4), optimizer: SGD(for: model, learningRate: 0.1), lossFunction: softmaxCrossEntropy,
      metrics: [.accuracy], callbacks: callbacks, progress: .silent)
  }

  /// Batches of 4, 4 and 2.
  @Test func everyStepHasItsLossAndTheStatisticsSoFar() throws {
    var model = Network()
    var losses: [Float] = []
    var loop = loop(
      model, callbacks: [{ loop, event in if event == .batchEnd { losses.append(try #require(loop.lastStepLoss).scalarized()) } }])
    let steps = try loop.fit(&model, epochs: 2).steps
    #expect(steps.map(\.epoch) == [0, 0, 0, 1, 1, 1])
    #expect(steps.map(\.batch) == [0, 1, 2, 0, 1, 2])
    #expect(steps.map(\.index) == [0, 1, 2, 3, 4, 5])
    #expect(steps.map(\.loss) == losses)
    let means = [losses[0], (losses[0] + losses[1]) / 2, (4 * losses[0] + 4 * losses[1] + 2 * losses[2]) / 10]
    #expect(zip(steps, means).allSatisfy { abs($0.statistics.loss - $1) < 1e-6 })
    #expect(steps[2].statistics["accuracy"] == loop.history["accuracy"][0])
  }

  @Test func stepsThatWereMadeAreInTheHistoryHoweverTheRunEnds() throws {
    struct Stop: Error {}
    for action: any Error in [
      TrainingLoopAction.cancelTraining, TrainingLoopAction.cancelEpoch, TrainingLoopAction.cancelFit, Stop(),
    ] {
      var model = Network()
      var loop = loop(model, callbacks: [{ loop, event in if event == .batchEnd, loop.stepIndex == 1 { throw action } }])
      _ = try? loop.fit(&model, epochs: 1)
      #expect(loop.history.steps.map(\.batch) == [0, 1], "\(action)")
    }
  }

  @Test func aCancelledBatchIsNotInTheHistory() throws {
    var model = Network()
    var loop = loop(
      model, callbacks: [{ loop, event in if event == .updateStart, loop.batchIndex == 1 { throw TrainingLoopAction.cancelBatch } }])
    #expect(try loop.fit(&model, epochs: 1).steps.map(\.index) == [0, 2])
  }

  @Test func aReadOfEveryStepGivesTheSameHistoryAsOneAtTheEnd() throws {
    func steps(interval: Duration) throws -> [History.Step] {
      var model = Network()
      var loop = loop(model, callbacks: [{ _, _ in }])
      loop.statisticsInterval = interval
      return try loop.fit(&model, epochs: 2).steps
    }
    let (often, once) = (try steps(interval: .zero), try steps(interval: .seconds(3600)))
    #expect(often.map(\.loss) == once.map(\.loss))
    #expect(often.map(\.statistics.loss) == once.map(\.statistics.loss))
  }

  @Test func longEpochsAreReadInPieces() throws {
    let many = Samples(count: 2 * StatisticsLedger.capacity + 10)
    let epochs = many.epochs(batchSize: 1)
    let engine = Engine(diskCache: nil)
    let history = try withEngine(engine) {
      var model = Network()
      var loop = NetworkLoop(
        training: epochs, optimizer: SGD(for: model), lossFunction: softmaxCrossEntropy, progress: .silent)
      return try loop.fit(&model, epochs: 1)
    }
    #expect(history.steps.map(\.batch) == Array(0..<many.inputs.shape[0]))
    #expect(engine.report.hostReads == 3)
  }
}
