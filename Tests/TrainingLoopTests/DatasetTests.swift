import Apus
import Checkpoints
import Foundation
import Testing

@testable import TrainingLoop

/// Datasets as the data of a run.
@Suite struct DatasetTests {
  private static let samples = Samples(count: 14)

  /// What a pipeline is made of, and whether its batches have numbers.
  enum Pipeline: CaseIterable, Sendable {
    case indexed, streamed, parallel

    var dataset: Dataset<LabeledData<Tensor<Float>, Tensor<Int32>>> {
      let rows = Dataset(inputs: DatasetTests.samples.inputs, targets: DatasetTests.samples.labels)
      switch self {
      case .indexed: return rows.shuffled(seed: 3).batched(4)
      case .streamed: return rows.filter { _ in true }.shuffled(bufferSize: 5, seed: 3).batched(4).assertingCount(4)
      case .parallel:
        return rows.filter { _ in true }.map(seed: 8, parallelism: 2) { row, random in
          LabeledData(data: row.data + Float(random.next(upTo: 10)), label: row.label)
        }.shuffled(bufferSize: 5, seed: 3).batched(4).prefetched().assertingCount(4)
      }
    }
  }

  private struct Run {
    var model = Network()
    var loop: NetworkLoop
    var error: (any Error)?

    init(_ pipeline: Pipeline, in folder: String, stoppingAt step: Int? = nil) throws {
      loop = NetworkLoop(
        training: pipeline.dataset, validation: Pipeline.indexed.dataset, optimizer: SGD(for: model, learningRate: 0.1),
        lossFunction: softmaxCrossEntropy, metrics: [.accuracy],
        callbacks: [
          { loop, event in if event == .batchEnd, loop.isTraining, loop.stepIndex == step { try loop.interrupt() } }
        ],
        progress: .silent)
      let plan = CheckpointPlan(.every(steps: 3), in: CheckpointFolder(path: folder, keep: 3), isResuming: true, report: { _ in })
      do { try loop.fit(&model, epochs: 2, checkpoints: plan) } catch { self.error = error }
    }

    var result: [Float] { get throws { try model.scalars + loop.history.steps.map(\.loss) + loop.history["validationLoss"] } }
  }

  @Test(arguments: Pipeline.allCases) func aRunThatIsStoppedAnywhereEndsWithTheSameBits(_ pipeline: Pipeline) throws {
    let expected = try withTemporaryFolder { try Run(pipeline, in: $0).result }
    #expect(expected.count == Network().scalarCount + 8 + 2)
    for step in 0..<8 {
      try withTemporaryFolder { folder in
        let first = try Run(pipeline, in: folder, stoppingAt: step)
        #expect(first.loop.history.steps.count == step + 1)
        let second = try Run(pipeline, in: folder)
        #expect(second.error == nil)
        #expect(try second.result == expected, "step \(step)")
      }
    }
  }

  @Test func aRunOverADatasetIsThatOverItsEpochs() throws {
    func losses(_ make: (Network) -> NetworkLoop) throws -> [Float] {
      var model = Network()
      var loop = make(model)
      try loop.fit(&model, epochs: 2)
      return loop.history.steps.map(\.loss)
    }
    let (data, indexed) = (Self.samples, Pipeline.indexed.dataset)
    let expected = try losses {
      NetworkLoop(
        training: data.epochs(batchSize: 4, seed: 3), optimizer: SGD(for: $0, learningRate: 0.1), lossFunction: softmaxCrossEntropy,
        progress: .silent)
    }
    let found = try losses {
      NetworkLoop(
        training: indexed, optimizer: SGD(for: $0, learningRate: 0.1), lossFunction: softmaxCrossEntropy, progress: .silent)
    }
    #expect(found == expected)
    #expect(Epochs(indexed).sampleCount == 14 && Epochs(indexed).batchSize == 4)
  }

  /// A batch that no `batched` has cut says itself how many samples it has: the mean over an epoch gives each the same weight.
  @Test func samplesOfBatchesOfAnySizeHaveTheSameWeight() throws {
    let rows = Dataset(inputs: Self.samples.inputs, targets: Self.samples.labels)
    func loss(_ batches: Dataset<LabeledData<Tensor<Float>, Tensor<Int32>>>) throws -> Float {
      var model = Network()
      var loop = NetworkLoop(
        training: batches, optimizer: SGD(for: model, learningRate: 0), lossFunction: softmaxCrossEntropy, progress: .silent)
      try loop.fit(&model, epochs: 1)
      #expect(loop.history.steps.count == batches.count)
      return try #require(loop.history["loss"].first)
    }
    let uneven = rows.prefix(3).batched(3).concatenated(with: rows.dropFirst(3).batched(11))
    #expect(abs(try loss(uneven) - loss(rows.batched(14))) < 1e-6)
  }

  @Test func errorsInAPipelineReachFitAndNameTheElement() throws {
    struct Broken: Error {}
    var model = Network()
    let rows = Dataset(inputs: Self.samples.inputs, targets: Self.samples.labels)
    let broken = rows.enumerated().map { row in if row.offset == 9 { throw Broken() } else { row.element } }.batched(4)
    var loop = NetworkLoop(
      training: broken, optimizer: SGD(for: model, learningRate: 0.1), lossFunction: softmaxCrossEntropy, progress: .silent)
    let error = #expect(throws: PipelineError.self) { try loop.fit(&model, epochs: 1) }
    guard case .transformation("map", index: 9, epoch: 0, reason: let reason)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason is Broken)
    #expect(loop.history.steps.count == 2)
  }

  @Test func dataWithoutAKnownNumberOfBatchesIsAnErrorThatSaysHowToGiveIt() throws {
    let rows = Dataset(inputs: Self.samples.inputs, targets: Self.samples.labels)
    for (data, hint) in [(rows.filter { _ in true }.batched(4), "assertingCount"), (rows.repeated().batched(4), "prefix")] {
      var model = Network()
      var loop = NetworkLoop(
        training: data, optimizer: SGD(for: model, learningRate: 0.1), lossFunction: softmaxCrossEntropy, progress: .silent)
      let error = #expect(throws: PipelineError.self) { try loop.fit(&model, epochs: 1) }
      #expect(error?.description.contains(hint) == true)
    }
  }

  @Test(arguments: [3, 5]) func anotherNumberOfBatchesThanWasSaidIsAnError(_ count: Int) throws {
    var model = Network()
    let rows = Dataset(inputs: Self.samples.inputs, targets: Self.samples.labels)
    var loop = NetworkLoop(
      training: rows.filter { _ in true }.batched(4).assertingCount(count), optimizer: SGD(for: model, learningRate: 0.1),
      lossFunction: softmaxCrossEntropy, progress: .silent)
    let error = #expect(throws: PipelineError.self) { try loop.fit(&model, epochs: 1) }
    #expect(error?.description.contains("said   \(count)") == true)
  }

  @Test func theCheckpointOfOtherDataIsRefused() throws {
    try withTemporaryFolder { folder in
      _ = try Run(.indexed, in: folder, stoppingAt: 2)
      #expect(try Run(.streamed, in: folder).error is TrainingCheckpointError)
    }
  }
}

extension Network {
  fileprivate var scalarCount: Int { 4 * 8 + 8 + 8 * 3 + 3 }
}
