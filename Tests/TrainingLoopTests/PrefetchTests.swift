import Apus
import Foundation
import Synchronization
import Testing

@testable import TrainingLoop

/// Batches that are made ahead change how long a run takes and nothing else.
struct PrefetchTests {
  /// Weights, optimizer, state, history and CSV file of a run with dropout, which draws random numbers while batches are made.
  @Test func aRunHasTheSameBitsAtAnyDepth() throws {
    let results = try [0, 1, 2, 8].map { depth in
      try withTemporaryFolder { try CheckpointedRun(in: $0, prefetchDepth: depth).result }
    }
    for other in results.dropFirst() { #expect(other == results[0]) }
  }

  @Test(arguments: [0, 1, 8]) func aRunGoesOnWithAnotherDepth(_ depth: Int) throws {
    let expected = try withTemporaryFolder { try CheckpointedRun(in: $0).result }
    try withTemporaryFolder { folder in
      _ = try CheckpointedRun(in: folder) { loop, event in
        if event == .batchEnd, loop.isTraining, loop.stepIndex == 4 { try loop.interrupt() }
      }
      #expect(try CheckpointedRun(in: folder, prefetchDepth: depth).result == expected)
    }
  }

  /// While a step runs, the batches after it are made: at its end each waits in the queue.
  @Test(arguments: [1, 2, 8]) func theQueueIsNeverEmptyWhenAStepEnds(_ depth: Int) throws {
    final class Made: Sendable { let count = Mutex(0) }
    let (made, samples) = (Made(), Samples(count: 40))
    let batches = samples.epochs(batchSize: 4, seed: nil).batches(ofEpoch: 0)
    let data = Epochs<Tensor<Float>, Tensor<Int32>>(sampleCount: 40, batchSize: 4, seed: nil) { numbers in
      made.count.withLock { $0 += 1 }
      return try batches.batch(at: numbers[0] / 4)
    }
    var (model, ready) = (Network(), [Int]())
    var loop = NetworkLoop(
      training: data, optimizer: SGD(for: model), lossFunction: softmaxCrossEntropy,
      callbacks: [
        { loop, event in
          guard event == .updateStart else { return }
          let expected = min(loop.batchIndex + 1 + depth, loop.batchCount)
          let deadline = ContinuousClock.now + .seconds(60)
          while made.count.withLock({ $0 }) < expected, ContinuousClock.now < deadline { usleep(200) }
          ready.append(made.count.withLock { $0 } - loop.batchIndex - 1)
        }
      ], progress: .silent)
    loop.prefetchDepth = depth
    try loop.fit(&model, epochs: 1)
    #expect(ready == (1...10).map { min(depth, 10 - $0) })
  }

  @Test func onlyBatchesThatTakeTimeAreHandedOver() {
    var run = RunState()
    run.begin(.training)
    #expect(run.handsOverBatches, "nothing is known before the first epoch")
    run.note(secondsPerBatch: 2e-6)
    run.begin(.validation)
    #expect(run.handsOverBatches, "each phase has batches of its own")
    run.note(secondsPerBatch: 1e-3)
    run.begin(.training)
    #expect(!run.handsOverBatches)
    run.note(secondsPerBatch: 1e-3)
    #expect(run.handsOverBatches)
  }
}
