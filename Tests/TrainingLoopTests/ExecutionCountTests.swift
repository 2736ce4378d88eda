import Apus
import Testing
import TrainingLoop

/// Large enough that its programs run on the device.
@Suite(.enabled(if: isPluginInstalled, "needs the XLA plugin"))
struct ExecutionCountTests {
  private let samples = Samples(count: 160, inputs: 64)

  private func report(
    sampleCount: Int = 160, epochs: Int = 3, validates: Bool = false, callbacks: [NetworkLoop.Callback] = []
  ) throws -> ExecutionReport {
    let inputs = samples.inputs.slice(lowerBounds: [0, 0], upperBounds: [sampleCount, 64])
    let labels = samples.labels.slice(lowerBounds: [0], upperBounds: [sampleCount])
    let training = Epochs(inputs: inputs, targets: labels, batchSize: 32, seed: 1)
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      var model = Network(inputs: 64, hidden: 128)
      var loop = NetworkLoop(
        training: training, validation: validates ? training.batches(ofEpoch: 0) : nil,
        optimizer: SGD(for: model, learningRate: 0.1, momentum: 0.9), lossFunction: softmaxCrossEntropy, metrics: [.accuracy],
        callbacks: callbacks, progress: .silent)
      loop.statisticsInterval = .seconds(3600)
      try loop.fit(&model, epochs: epochs)
    }
    return engine.report
  }

  @Test func theStepIsCompiledOnce() throws {
    let report = try report()
    #expect(report.compilations.map(\.reason) == [.firstUse])
    #expect(report.deviceExecutions == 15)
  }

  @Test func aLastPartialBatchIsCompiledOnce() throws {
    let report = try report(sampleCount: 140)
    #expect(report.compilations.map(\.reason) == [.firstUse, .firstUse])
    #expect(report.deviceExecutions == 15)
  }

  @Test func validationIsOneMoreProgram() throws {
    let report = try report(validates: true)
    #expect(report.compilations.map(\.reason) == [.firstUse, .firstUse])
    #expect(report.deviceExecutions == 30)
  }

  /// The statistics of all steps together.
  @Test func theHostReadsOnceAPhase() throws {
    #expect(try report(epochs: 3).hostReads == 3)
    #expect(try report(epochs: 3, validates: true).hostReads == 6)
  }

  @Test func readingTheStatisticsOfEveryStepMakesNoOtherProgram() throws {
    var deferred: [DeferredStatistics] = []
    let report = try report(callbacks: [{ loop, event in if event == .batchEnd { deferred.append(loop.deferredStatistics()) } }])
    #expect(report.compilations.count == 1)
    #expect(report.deviceExecutions == 15)
    let losses = try DeferredStatistics.read(deferred).map(\.loss)
    #expect(losses.count == 15 && losses.allSatisfy { $0 > 0 })
  }

  /// Two layers with weight and bias, and the momentum of each; counts and metrics besides.
  @Test func parametersAndSlotsAreUpdatedInPlace() throws {
    let report = try report(epochs: 2)
    #expect(report.donatedBuffers >= 8 * 9)
  }

  @Test func aCallbackThatReadsTheLossAtTheEndOfABatchMakesNoOtherProgram() throws {
    var losses: [Float] = []
    let report = try report(callbacks: [
      { loop, event in
        if event == .batchEnd, loop.batchIndex % 2 == 0 { losses.append(try #require(loop.lastStepLoss).scalarized()) }
      }
    ])
    #expect(report.compilations.map(\.reason) == [.firstUse])
    #expect(losses.count == 9)
    #expect(report.hostReads == 3 + 9)
  }

  @Test func aChangingLearningRateIsNoOtherProgram() throws {
    let report = try report(callbacks: [{ loop, event in if event == .batchEnd { loop.optimizer.learningRate *= 0.9 } }])
    #expect(report.compilations.count == 1)
  }

  @Test func whatACallbackRemembersIsComputedByTheProgramOfTheStep() throws {
    let report = try report(callbacks: [
      { loop, event in
        guard event == .updateStart, let gradient = loop.lastStepGradient else { return }
        let sum = loop.state["norms"][tensors: "sum"]?.first?.typed(Float.self) ?? Tensor(shape: [], scalars: [0])
        loop.state["norms"][tensors: "sum"] = [AnyTensor(sum + gradient.norm)]
      }
    ])
    #expect(report.compilations.count == 1)
    #expect(report.deviceExecutions == 15)
    #expect(report.hostExecutions == 0)
  }

  @Test func aCallbackThatLooksAtTheModelKeepsNoParametersAlive() throws {
    let report = try report(
      epochs: 2,
      callbacks: [
        { loop, event in
          if event == .updateStart { #expect(loop.model.hidden.weight.shape == [64, 128]) }
          loop.model.hidden.bias = loop.model.hidden.bias
        }
      ])
    #expect(report.donatedBuffers >= 8 * 9)
    #expect(report.compilations.count == 1)
  }

  /// Batches of all samples, the fifth of an epoch the last: gradients are added up by one program and used by another.
  @Test(arguments: ["clip", "average", "guard", "mix", "schedule", "accumulate"])
  func callbacksOfTheLibraryArePartsOfTheStep(_ name: String) throws {
    let callback: NetworkLoop.Callback =
      switch name {
      case "clip": clipGradients(toGlobalNorm: 1)
      case "average": averageWeights()
      case "guard": stopAtNonFinite()
      case "mix": mixup()
      case "schedule": oneCycle(maximum: 0.1)
      default: accumulateGradients(batchCount: 2)
      }
    let report = try report(callbacks: [callback])
    #expect(report.compilations.count == (name == "accumulate" ? 2 : 1))
    #expect(report.deviceExecutions == 15)
    #expect(report.hostReads == 3)
  }

  @Test func whatACallbackKeepsIsComputedWithTheStep() throws {
    var outputs: [Tensor<Float>] = []
    let report = try report(
      epochs: 1,
      callbacks: [
        { loop, event in if event == .updateStart { outputs.append(try #require(loop.lastStepOutput).sum()) } }
      ])
    #expect(report.compilations.count == 1)
    #expect(try outputs.map { try $0.readScalars()[0].isFinite } == [true, true, true, true, true])
  }

  @Test func theSameSeedGivesTheSameBits() throws {
    func weights(seed: UInt64) throws -> [Float] {
      var model = Network(inputs: 64, hidden: 128, seed: seed)
      var loop = NetworkLoop(
        training: samples.epochs(batchSize: 32, seed: seed), optimizer: SGD(for: model, learningRate: 0.1),
        lossFunction: softmaxCrossEntropy, progress: .silent)
      try loop.fit(&model, epochs: 2)
      return try model.scalars
    }
    #expect(try weights(seed: 1) == weights(seed: 1))
    #expect(try weights(seed: 1) != weights(seed: 2))
  }
}
