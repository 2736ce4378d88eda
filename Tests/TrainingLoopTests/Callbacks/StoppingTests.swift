import Apus
import Foundation
import Testing

@testable import TrainingLoop

struct StoppingTests {
  private let samples = Samples(count: 8)

  /// A run whose loss in each epoch is given, and whose model counts its epochs.
  private func run(_ losses: [Float], _ callback: @escaping NetworkLoop.Callback) throws -> (epochs: Int, bias: Float?, loop: NetworkLoop) {
    var model = Network()
    var loop = NetworkLoop(
      training: samples.epochs(batchSize: 8), optimizer: SGD(for: model, learningRate: 0), lossFunction: softmaxCrossEntropy,
      callbacks: [
        { loop, event in
          if event == .updateStart { loop.lastStepLoss = Tensor(losses[loop.epochIndex]) }
          if event == .trainingEnd { loop.model.output.bias = Tensor(repeating: Float(loop.epochIndex), shape: [3]) }
        },
        callback,
      ], progress: .silent)
    let history = try loop.fit(&model, epochs: losses.count)
    return (history.epochs.count, try model.output.bias?.readScalars()[0], loop)
  }

  @Test(
    arguments: [
      ([3, 2, 1, 2, 2, 0], 2, 0, 5), ([3, 2, 1, 2, 0.5, 2, 2], 2, 0, 7), ([3, 2.95, 2.9, 1], 2, 0.2, 3), ([3, .nan, .nan, 0], 2, 0, 3),
      ([.nan, .nan, 1, 2, 3], 3, 0, 5), ([1, 2], 5, 0, 2),
    ] as [([Float], Int, Float, Int)])
  func itStopsWhenNothingHasBecomeBetter(_ losses: [Float], _ patience: Int, _ change: Float, _ epochs: Int) throws {
    #expect(try run(losses, earlyStopping(on: .loss, patience: patience, minimumChange: change)).epochs == epochs)
  }

  @Test func theBestWeightsComeBackOnDemand() throws {
    let losses: [Float] = [3, 1, 2, 2]
    #expect(try run(losses, earlyStopping(on: .loss, patience: 2, restoresBestWeights: true)).bias == 1)
    #expect(try run(losses, earlyStopping(on: .loss, patience: 2)).bias == 3)
    #expect(try run(losses, earlyStopping(on: .loss, patience: 9, restoresBestWeights: true)).bias == 1)
  }

  @Test func aQuantityThatIsNotMeasuredIsAnError() throws {
    let error = #expect(throws: TrainingLoopError.self) { try run([1, 1], earlyStopping(on: .validationAccuracy, patience: 2)) }
    #expect(
      error?.description == """
        Apus: this run does not measure validationAccuracy
          known  loss
          hint   ask for the metric in `metrics:`
        """)
  }

  @Test func whyARunWasStoppedIsKnownUntilTheNext() throws {
    var loop = try run([1, 2, 3], earlyStopping(on: .loss, patience: 1)).loop
    #expect(loop.state.stopReason == "loss has not become better for 1 epochs")
    loop.callbacks = []
    var model = Network()
    try loop.fit(&model, epochs: 1)
    #expect(loop.state.stopReason == nil)
  }
}

/// Signals belong to the process: each of these has its own.
struct SignalTests {
  private static func steps(raising signals: [Int32]) throws -> (count: Int, reason: String?) {
    let run = try ImageRun([
      stopOnSignals(), { loop, event in if event == .updateStart, loop.stepIndex == 2 { for signal in signals { raise(signal) } } },
    ])
    return (run.history.steps.count, run.loop.state.stopReason)
  }

  @Test func aSignalEndsTheRunAfterTheStep() async {
    await #expect(processExitsWith: .success) {
      for (signal, reason) in [(SIGINT, "Ctrl-C"), (SIGTERM, "SIGTERM")] {
        let (count, found) = try SignalTests.steps(raising: [signal])
        guard count == 3, found == reason else { exit(1) }
      }
      guard try SignalTests.steps(raising: []).count == 8 else { exit(1) }
    }
  }

  @Test func aSecondSignalEndsTheProcess() async {
    await #expect(processExitsWith: .signal(SIGTERM)) { _ = try SignalTests.steps(raising: [SIGINT, SIGTERM]) }
  }

  @Test func afterTheRunSignalsAreTheSystemsAgain() async {
    await #expect(processExitsWith: .signal(SIGINT)) {
      _ = try SignalTests.steps(raising: [])
      raise(SIGINT)
    }
  }
}
