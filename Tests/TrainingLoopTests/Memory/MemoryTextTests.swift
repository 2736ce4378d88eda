import Synchronization
import Testing

@testable import TrainingLoop

/// What is said of memory.
@Suite struct MemoryTextTests {
  private let plan = MemoryPlan(
    parameterBytes: 1_200_000, optimizerBytes: 2_400_000, stateBytes: 0, batchBytes: 400_000, activationBytes: 18_100_000, resultBytes: 40,
    sampleCount: 128, availableBytes: 22_900_000_000)

  private func plan(available: Int?) -> MemoryPlan {
    var plan = plan
    plan.availableBytes = available
    return plan
  }

  @Test func aPlanIsOneLine() {
    #expect(
      "\(plan)"
        == "Memory: parameters 1.2 MB · optimizer 2.4 MB · batch 0.40 MB · activations 18 MB · new values 40 bytes · "
        + "peak 22 MB of 23 GB available")
    #expect("\(plan(available: nil))".hasSuffix("peak 22 MB"))
  }

  @Test func aRefusalSaysWhatIsNeededWhatThereIsAndWhatHelps() {
    #expect(
      "\(TrainingLoopError.notEnoughMemory(plan(available: 12_850_040)))" == """
        Apus: a training step does not fit the memory; nothing was changed
          needs  22 MB: parameters 1.2 MB, optimizer 2.4 MB, batch 0.40 MB, activations 18 MB, new values 40 bytes
          there  13 MB
          hint   batches of about 64 samples instead of 128, an estimate
          hint   recomputed { … } around blocks of layers: their activations are computed once more instead of kept
          hint   withPrecision(.mixedBFloat16): operands of matrix products take half (a GPT step's activations 15 % less)
        """)
  }

  @Test(arguments: [
    (22_100_040, 128, true), (22_100_039, 127, false), (12_850_040, 64, false), (3_744_571, 0, false), (1000, 0, false),
  ])
  func theLargestBatchFollowsFromWhatIsLeft(available: Int, count: Int, fits: Bool) {
    #expect(plan(available: available).estimatedLargestBatch == count)
    #expect(plan(available: available).fits == fits)
  }

  @Test func whereNothingIsKnownNothingIsRefused() {
    #expect(plan(available: nil).fits)
    #expect(plan(available: nil).estimatedLargestBatch == nil)
  }

  @Test func whereNotOneSampleFitsTheBatchIsNotBlamed() {
    #expect("\(TrainingLoopError.notEnoughMemory(plan(available: 1000)))".contains("a smaller model"))
  }

  @Test func theLineIsPrintedOnceBeforeTheFirstEpochsLine() {
    let page = Mutex("")
    let printer = ProgressPrinter(.plain) { text in page.withLock { $0 += text } }
    func snapshot(_ event: TrainingLoopEvent, _ memory: MemoryPlan?) -> TrainingSnapshot {
      TrainingSnapshot(
        event: event, phase: .training, epochCount: 1, epochIndex: 0, batchCount: 2, batchIndex: 0, stepIndex: 0, sampleCount: 0,
        learningRate: 0.1, statistics: nil, steps: [], epochs: [], times: TrainingTimes(), memory: memory)
    }
    for event in [TrainingLoopEvent.fitStart, .epochStart, .trainingStart, .batchStart] { printer.observe(snapshot(event, nil)) }
    #expect(page.withLock { $0 } == "")
    for event in [TrainingLoopEvent.batchEnd, .batchStart, .batchEnd] { printer.observe(snapshot(event, plan)) }
    #expect(page.withLock { $0 } == "\(plan)\n")
  }
}
