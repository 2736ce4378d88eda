import Foundation
import Testing

@testable import TrainingLoop

/// A callback, and what it changes.
struct CallbackRow: Sendable, CustomTestStringConvertible {
  /// The name of the function or the type.
  let name: String
  var isStopping = false
  let make: @Sendable (_ folder: String) throws -> ImageLoop.Callback
  /// Compares a run with one without the callback.
  let check: @Sendable (_ run: ImageRun, _ plain: ImageRun, _ folder: String) throws -> Void

  var testDescription: String { name }

  static let all = [
    CallbackRow(name: "CSVLogger") {
      try CSVLogger(path: $0 + "/log.csv").log
    } check: { run, plain, folder in
      let lineCount = try contents(of: folder + "/log.csv").split(separator: "\n").count
      #expect(lineCount == 1 + 8)
      #expect(run.weights == plain.weights)
    },
    CallbackRow(name: "JSONLinesLogger") {
      try JSONLinesLogger(path: $0 + "/log.jsonl").log
    } check: { run, plain, folder in
      let lineCount = try contents(of: folder + "/log.jsonl").split(separator: "\n").count
      #expect(lineCount == 8 + 2 + 1)
      #expect(run.weights == plain.weights)
    },
    CallbackRow(name: "learningRateScheduler") { _ in
      learningRateScheduler(schedule: makeSchedule([ScheduleSegment(shape: linear, startRate: 0.7, endRate: 0)]))
    } check: { run, _, _ in
      let rates = run.history.steps.map(\.learningRate)
      #expect(rates.count == 8 && zip(rates, 0..<8).allSatisfy { abs($0 - 0.1 * Float(7 - $1)) < 1e-6 })
    },
    CallbackRow(name: "oneCycle") { _ in
      oneCycle(maximum: 1, rise: 0.5)
    } check: { run, _, _ in
      let rates = run.history.steps.map(\.learningRate)
      #expect(rates[0] == 0.04 && rates[3] == 1 && rates[7] == 1e-5)
    },
    CallbackRow(name: "learningRateRange", isStopping: true) { _ in
      learningRateRange(from: 0.01, to: 0.1, stepCount: 3)
    } check: { run, _, _ in
      #expect(zip(run.history.steps.map(\.learningRate), [0.01, 0.0316228, 0.1]).allSatisfy { abs($0 - $1) < 1e-6 })
      #expect(run.history.steps.count == 3)
    },
    CallbackRow(name: "clipGradients") { _ in
      clipGradients(toGlobalNorm: 0.01)
    } check: { run, plain, _ in
      // The first step is at most the learning rate times the limit long.
      let first = try ImageRun([clipGradients(toGlobalNorm: 0.01), CallbackRow.stopAfter(step: 0)])
      let start = try ImageNetwork().weights
      let length = zip(first.weights, start).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
      #expect(abs(length - 0.005) < 1e-5)
      #expect(run.weights != plain.weights)
    },
    CallbackRow(name: "accumulateGradients") { _ in
      accumulateGradients(batchCount: 4)
    } check: { run, plain, _ in
      #expect(run.weights != plain.weights)
      #expect(run.history.steps.count == 8)
    },
    CallbackRow(name: "averageWeights") { _ in
      averageWeights(decay: 0.9)
    } check: { run, plain, _ in
      #expect(run.weights == plain.weights)
      #expect(run.history["validationLoss"] != plain.history["validationLoss"])
    },
    CallbackRow(name: "mixup") { _ in
      mixup(alpha: 0.4)
    } check: { run, plain, _ in
      #expect(run.weights != plain.weights)
    },
    CallbackRow(name: "cutmix") { _ in
      cutmix()
    } check: { run, plain, _ in
      #expect(run.weights != plain.weights)
    },
    CallbackRow(name: "stopAtNonFinite") { _ in
      stopAtNonFinite()
    } check: { run, plain, _ in
      #expect(run.weights == plain.weights)
      #expect(run.history.steps.map(\.loss) == plain.history.steps.map(\.loss))
    },
    CallbackRow(name: "samplePredictions") { folder in
      samplePredictions(of: .init(zeros: [1, 4, 4, 1])) { epoch, output in
        try "\(output.shape)".write(toFile: folder + "/prediction\(epoch)", atomically: true, encoding: .utf8)
      }
    } check: { run, plain, folder in
      let prediction = try contents(of: folder + "/prediction1")
      #expect(prediction == "[1, 3]")
      #expect(run.weights == plain.weights)
    },
    CallbackRow(name: "earlyStopping", isStopping: true) { _ in
      earlyStopping(on: .init("accuracy", .minimum), patience: 1, minimumChange: 2)
    } check: { run, _, _ in
      let long = try ImageRun([earlyStopping(on: .loss, patience: 1, minimumChange: 100)], epochs: 9)
      #expect(long.history.epochs.count == 2)
      #expect(long.loop.state.stopReason == "loss has not become better for 1 epochs")
    },
    CallbackRow(name: "timeLimit", isStopping: true) { _ in
      timeLimit(.zero)
    } check: { run, _, _ in
      #expect(run.history.steps.count == 1)
      let stepCount = try ImageRun([timeLimit(.seconds(3600))]).history.steps.count
      #expect(stepCount == 8)
    },
    CallbackRow(name: "stopFile", isStopping: true) { folder in
      try "".write(toFile: folder + "/stop", atomically: true, encoding: .utf8)
      return stopFile(folder + "/stop")
    } check: { run, _, folder in
      #expect(run.history.steps.count == 1)
      #expect(run.loop.state.stopReason == "there is a file \(folder)/stop")
      let stepCount = try ImageRun([stopFile(folder + "/other")]).history.steps.count
      #expect(stepCount == 8)
    },
    CallbackRow(name: "stopOnSignals") { _ in
      stopOnSignals()
    } check: { run, plain, _ in
      // Its effect is shown by `SignalTests`, in a process of its own.
      #expect(run.weights == plain.weights)
    },
  ]

  static func stopAfter(step: Int) -> ImageLoop.Callback {
    { loop, event in if event == .batchEnd, loop.isTraining, loop.stepIndex == step { throw TrainingLoopAction.cancelFit } }
  }
}
