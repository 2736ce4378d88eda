import ApusNN
import Testing

/// How often a step is compiled, whatever changes from step to step.
@Suite(.enabled(if: (try? DeviceRuntime.shared.client()) != nil, "needs the XLA plugin"))
struct TrainingStepTests {
  private let x = Tensor<Float>(randomNormal: [64, 100], seed: 1)
  private let labels = Tensor<Int32>(randomUniform: [64], from: 0, to: 100, seed: 2)

  private func makeModel() -> Dense<Float> { Dense(inputSize: 100, outputSize: 100, weightInitializer: glorotUniform(seed: 3)) }

  private func train<O: Optimizer<Dense<Float>>>(
    _ optimizer: O, changing change: (inout O, _ step: Int) -> Void = { _, _ in }
  ) throws -> (report: ExecutionReport, weight: [Float]) {
    let engine = Engine(diskCache: nil)
    var (optimizer, model) = (optimizer, makeModel())
    withEngine(engine) {
      for step in 0..<5 {
        change(&optimizer, step)
        let slope = gradient(at: model) { softmaxCrossEntropy(logits: $0(x), labels: labels) }
        optimizer.update(&model, along: slope)
        LazyTensorBarrier()
      }
    }
    return (engine.report, try model.weight.readScalars())
  }

  @Test func aStepIsOneProgramFromTheFirstOn() throws {
    for report in [
      try train(SGD(for: makeModel(), learningRate: 0.1)).report, try train(SGD(for: makeModel(), learningRate: 0.1, momentum: 0.9)).report,
      try train(Adam(for: makeModel())).report,
    ] {
      #expect(report.compilations.map(\.reason) == [.firstUse])
      #expect(report.deviceExecutions == 5)
      #expect(report.hostReads == 0)
    }
  }

  @Test func anotherLearningRateCompilesNothing() throws {
    let constant = try train(SGD(for: makeModel(), learningRate: 0.1))
    let falling = try train(SGD(for: makeModel(), learningRate: 0.1)) { optimizer, step in optimizer.learningRate = 0.1 / Float(step + 1) }
    #expect(falling.report.compilations.map(\.reason) == [.firstUse])
    #expect(falling.weight != constant.weight)
    let adam = try train(Adam(for: makeModel())) { optimizer, step in
      optimizer.learningRate = 0.01 / Float(step + 1)
      optimizer.beta1 = 0.8
    }
    #expect(adam.report.compilations.map(\.reason) == [.firstUse])
  }

  /// Parameters, slots and the count of steps change places; what modifiers keep does as well.
  @Test func modifiedStepsAreOneProgramWhoseStateIsUpdatedInPlace() throws {
    func check<O: SlotOptimizer<Dense<Float>>>(_ optimizer: O, slotCount: Int, _ location: Testing.SourceLocation = #_sourceLocation) throws
    {
      let report = try train(optimizer).report
      #expect(report.compilations.map(\.reason) == [.firstUse], sourceLocation: location)
      #expect(report.deviceExecutions == 5, sourceLocation: location)
      #expect(report.hostReads == 0, sourceLocation: location)
      // Not at the first step, before which the test holds the model.
      #expect(report.donatedBuffers >= 4 * (2 + 2 * slotCount), sourceLocation: location)
    }
    let model = makeModel()
    try check(Adam(for: model).following(.linear(over: 3).then(.cosineWithRestarts(first: 2, multiplier: 2), after: 3)), slotCount: 2)
    try check(Adam(for: model).following(.oneCycle(over: 5)).clipping(byGlobalNorm: 1), slotCount: 2)
    try check(Adam(for: model).accumulating(batchCount: 2).averagingWeights(), slotCount: 4)
    try check(SGD(for: model, momentum: 0.9).lookingAhead(every: 2), slotCount: 2)
    try check(AdamW(for: model).grouping("bias") { $0.learningRate *= 3 }.decayingWeights(by: 0.1, where: "weight"), slotCount: 2)
  }

  @Test func aScaledStepInMixedPrecisionIsOneProgramWhoseStateIsUpdatedInPlace() throws {
    let engine = Engine(diskCache: nil)
    var model = makeModel()
    var optimizer = LossScaling(Adam(for: model), growthInterval: 2)
    withEngine(engine) {
      withPrecision(.mixedFloat16) {
        for _ in 0..<5 {
          let slope = gradient(at: model) { optimizer.scaled(softmaxCrossEntropy(logits: $0(x), labels: labels)) }
          optimizer.update(&model, along: slope)
          LazyTensorBarrier()
        }
      }
    }
    #expect(engine.report.compilations.map(\.reason) == [.firstUse])
    #expect(engine.report.hostReads == 0)
    // Parameters and their moments, from the second step on.
    #expect(engine.report.donatedBuffers >= 4 * 6)
  }

  /// The products' operands have 8 bits, so the weights have two digits in common, and the same type.
  @Test func mixedPrecisionLearnsWhatFloatsLearn() throws {
    let exact = try train(SGD(for: makeModel(), learningRate: 0.1)).weight
    let mixed = try withPrecision(.mixedBFloat16) { try train(SGD(for: makeModel(), learningRate: 0.1)).weight }
    let start = try makeModel().weight.readScalars()
    #expect(mixed != exact)
    let way = zip(exact, start).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    let apart = zip(exact, mixed).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    #expect(apart < 0.02 * way, "\(apart) of \(way)")
  }

  @Test func aCompiledStepGivesWhatTheLazyOneGives() throws {
    let lazy = try train(Adam(for: makeModel(), learningRate: 0.01)).weight
    let engine = Engine(diskCache: nil)
    var model = makeModel(), optimizer = Adam(for: model, learningRate: 0.01)
    let step = compiled { (model: inout Dense<Float>, optimizer: inout Adam<Dense<Float>>, x: Tensor<Float>, labels: Tensor<Int32>) in
      optimizer.update(&model, along: gradient(at: model) { softmaxCrossEntropy(logits: $0(x), labels: labels) })
    }
    let weight = try withEngine(engine) {
      for _ in 0..<5 { step(&model, &optimizer, x, labels) }
      return try model.weight.readScalars()
    }
    #expect(engine.report.compilations.map(\.reason) == [.firstUse])
    #expect(weight.count == lazy.count)
    for (a, b) in zip(weight, lazy) { #expect(abs(a - b) <= 1e-5) }
  }
}
