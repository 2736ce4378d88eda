import Testing

@testable import Keras

/// `fit`, `evaluate`, `predict` and what they take.
@Suite struct FitTests {
  private func compiledParabola() -> Model {
    let model = withRandomSeed(3) { Parabola.model() }
    model.compile(optimizer: .sgd(learningRate: 0.01), loss: .meanSquaredError)
    return model
  }

  /// The guide "TensorFlow basics": between which losses the runs of a hand-written loop end.
  @Test(arguments: [1, 2, 3]) func theQuadraticModelOfTheGuideFindsTheParabola(seed: Int) throws {
    let model = compiledParabola()
    let history = try withRandomSeed(UInt64(seed)) {
      try model.fit(Parabola.x, Parabola.y(seed: seed), epochs: 100, batchSize: 32, verbose: .silent)
    }
    #expect(history["loss"].count == 100)
    #expect(history.steps.count == 700)
    #expect((0.6...1.4).contains(history["loss"][99]))
    #expect(history["loss"][0] > 5 * history["loss"][99])
  }

  @Test func fitIsTheHandWrittenLoop() throws {
    let model = compiledParabola(), y = Parabola.y(seed: 1)
    _ = try withRandomSeed(8) { try model.fit(Parabola.x, y, epochs: 3, verbose: .silent) }
    var layer = withRandomSeed(3) { Dense(units: 1) }
    try layer.build(inputShape: [1, 2])
    var optimizer = SGD(for: layer, learningRate: 0.01)
    let seed = withRandomSeed(8) { Context.local.nextShufflingSeed() }
    for epoch in Epochs(inputs: Parabola.x, targets: y, batchSize: 32, seed: seed).prefix(3) {
      for batch in epoch {
        let features = Tensor(stacking: [batch.data, batch.data * batch.data], alongAxis: 1)
        let slope = gradient(at: layer) { meanSquaredError(predicted: $0(features), expected: batch.label.expandingShape(at: 1)) }
        optimizer.update(&layer, along: slope)
      }
    }
    let trained = try #require(model.layer("dense", as: Dense<Float>.self))
    #expect(try trained.weight.readScalars() == layer.weight.readScalars())
    #expect(try trained.bias?.readScalars() == layer.bias?.readScalars())
  }

  /// In validation nothing is dropped and normalization uses what it has learned, which a compiled evaluation has to know.
  @Test func compiledEvaluationsAreThoseOfTheSwiftCode() throws {
    func run(eagerly: Bool) throws -> [Float] {
      let model = withRandomSeed(3) {
        Model {
          Lambda { x in Tensor(stacking: [x, x * x], alongAxis: 1) }
          BatchNorm()
          Dropout(0.5)
          Dense(1)
        }
      }
      model.compile(optimizer: .sgd(learningRate: 0.01), loss: .meanSquaredError, metrics: ["mae"], runEagerly: eagerly)
      let y = Parabola.y(seed: 1)
      let history = try withRandomSeed(8) { try model.fit(Parabola.x, y, epochs: 3, validationData: (Parabola.x, y), verbose: .silent) }
      let statistics = try model.evaluate(Parabola.x, y)
      #expect(history["validationLoss"].last == statistics.loss)
      return history["validationLoss"] + history["validationMae"]
    }
    let (compiled, eager) = (try run(eagerly: false), try run(eagerly: true))
    #expect(compiled.count == 6)
    for (compiled, eager) in zip(compiled, eager) { #expect(abs(compiled - eager) <= 1e-5 * abs(eager)) }
  }

  @Test func evaluationsAreTracedOnceForEachShapeOfBatch() throws {
    let counter = Counter()
    let model = Model {
      Lambda { x in
        counter.increment()
        return Tensor(stacking: [x, x * x], alongAxis: 1)
      }
      Dense(1)
    }
    model.compile(optimizer: .sgd(learningRate: 0.01), loss: .meanSquaredError)
    try model.evaluate(Parabola.x, Parabola.y(seed: 1))
    let before = counter.count
    for _ in 0..<3 { try model.evaluate(Parabola.x, Parabola.y(seed: 1)) }
    #expect(counter.count == before)
  }

  @Test func runningEagerlyGivesTheSameNumbersAndRunsTheSwiftCodeAtEachStep() throws {
    let counter = Counter()
    func run(eagerly: Bool) throws -> [[UInt32]] {
      let model = withRandomSeed(3) {
        Model {
          Lambda { x in
            counter.increment()
            return Tensor(stacking: [x, x * x], alongAxis: 1)
          }
          Dense(units: 1)
        }
      }
      model.compile(optimizer: .sgd(learningRate: 0.01), loss: .meanSquaredError, runEagerly: eagerly)
      _ = try withRandomSeed(8) { try model.fit(Parabola.x, Parabola.y(seed: 1), epochs: 4, verbose: .silent) }
      return try model.bits()
    }
    let traced = try run(eagerly: false)
    #expect(counter.count <= 4, "once to build and once for each of two sizes of batches")
    counter.reset()
    #expect(try run(eagerly: true) == traced)
    #expect(counter.count >= 28)
  }

  @Test func whateverHasNumbersIsData() throws {
    let y = Parabola.y(seed: 1)
    func bits(_ fit: (Model) throws -> Void) throws -> [[UInt32]] {
      let model = compiledParabola()
      try withRandomSeed(2) { try fit(model) }
      return try model.bits()
    }
    let (xs, ys) = (try Parabola.x.readScalars(), try y.readScalars())
    let expected = try bits { try $0.fit(Parabola.x, y, verbose: .silent, shuffle: false) }
    #expect(try bits { try $0.fit(xs, ys, verbose: .silent, shuffle: false) } == expected)
    #expect(try bits { try $0.fit([Parabola.x], [y], verbose: .silent, shuffle: false) } == expected)
    #expect(try bits { try $0.fit([AnyTensor(Parabola.x)], AnyTensor(y), verbose: .silent, shuffle: false) } == expected)
    #expect(try bits { try $0.fit(xs.map(Double.init), ys.map { [$0] }, verbose: .silent, shuffle: false) } == expected)
    let epochs = Epochs(inputs: Parabola.x, targets: y, batchSize: 32, seed: nil)
    #expect(try bits { try $0.fit(epochs, verbose: .silent) } == expected)
    #expect(try bits { try $0.fit(epochs.batches(ofEpoch: 0), verbose: .silent) } == expected)
    #expect(try bits { try $0.fit(Array(epochs.batches(ofEpoch: 0)), verbose: .silent) } == expected)
    #expect(try bits { try $0.fit(Dataset(inputs: Parabola.x, targets: y).batched(32), verbose: .silent) } == expected)
  }

  @Test func classesAreLearnedMeasuredAndPredicted() throws {
    let model = withRandomSeed(1) {
      Model {
        Dense(units: 16, activation: tanh); Dense(units: 2)
      }
    }
    model.compile(optimizer: .adam(learningRate: 0.05), loss: .softmaxCrossEntropy, metrics: ["accuracy"])
    let history = try withRandomSeed(1) {
      try model.fit(Quadrants.x, Quadrants.y, epochs: 60, validationSplit: 0.25, verbose: .silent)
    }
    #expect(history["accuracy"][59] > 0.9)
    #expect(history["validationLoss"].count == 60 && history["validationAccuracy"].count == 60)
    #expect(history.epochs[0].batchCount == 3)  // 72 of the 96 samples
    let statistics = try model.evaluate(Quadrants.x, Quadrants.y)
    let logits = try model.predict(Quadrants.x, batchSize: 10)
    #expect(logits.shape == [96, 2])
    #expect(try logits.readScalars() == model(Quadrants.x).readScalars())
    var accuracy = CategoricalAccuracy()
    accuracy.update(logits, Quadrants.y)
    #expect(try statistics["accuracy"] == accuracy.value.readScalars()[0])
    let whole = try model.testOnBatch(Quadrants.x, Quadrants.y)
    #expect(abs(whole.loss - statistics.loss) < 1e-5)
  }

  @Test func trainOnBatchIsOneStepOfTheSameOptimizer() throws {
    let (fitted, stepped) = (compiledParabola(), compiledParabola()), y = Parabola.y(seed: 1)
    for model in [fitted, stepped] { model.compile(optimizer: .adam(learningRate: 0.1), loss: "mse", metrics: ["mae"]) }
    let history = try fitted.fit(Parabola.x, y, epochs: 4, batchSize: 201, verbose: .silent, shuffle: false)
    let losses = try (0..<4).map { _ in try stepped.trainOnBatch(Parabola.x, y).loss }
    #expect(losses == history["loss"])
    #expect(try fitted.bits() == stepped.bits())
    // A second fit goes on with the optimizer of the first.
    try fitted.fit(Parabola.x, y, epochs: 2, batchSize: 201, verbose: .silent, shuffle: false)
    for _ in 0..<2 { try stepped.trainOnBatch(Parabola.x, y) }
    #expect(try fitted.bits() == stepped.bits())
  }

  @Test func callbacksOfTheTrainingLoopAreThoseOfFit() throws {
    let model = compiledParabola()
    var events: [TrainingLoopEvent] = [], errors: [String] = []
    let history = try model.fit(
      Parabola.x, Parabola.y(seed: 1), epochs: 50, validationSplit: 0.5,
      callbacks: [
        earlyStopping(on: .loss, patience: 2, minimumChange: 1000),
        { loop, event in
          events.append(event)
          if event == .trainingEnd { do { _ = try model.predict(Parabola.x) } catch { errors.append("\(error)") } }
          if event == .epochEnd { loop.optimizer.learningRate /= 2 }
        },
      ], verbose: .silent)
    #expect(history.epochs.count == 3)
    #expect(history.epochs.map(\.learningRate) == [0.01, 0.005, 0.0025])
    #expect(events.first == .fitStart && events.last == .fitEnd)
    #expect(errors.first == "Apus: the model is being trained\n  hint  a callback finds it as loop.model")
    #expect(try model.predict(Parabola.x).shape == [201, 1])
  }

  @Test func aRunThatFailsLeavesTheModelUsable() throws {
    struct Trouble: Error {}
    let model = compiledParabola(), y = Parabola.y(seed: 1)
    #expect(throws: Trouble.self) {
      try model.fit(Parabola.x, y, callbacks: [{ loop, event in if event == .batchEnd { throw Trouble() } }], verbose: .silent)
    }
    #expect(throws: Diagnosis.self) { try model.fit(Parabola.x, Tensor<Float>(zeros: [201, 3]), verbose: .silent) }
    try model.fit(Parabola.x, y, verbose: .silent)
    #expect(try model.evaluate(Parabola.x, y).loss.isFinite)
  }

  @Test func badDataIsRefused() throws {
    let model = compiledParabola(), x = Parabola.x, y = Parabola.y(seed: 1)
    func text(_ body: () throws -> some Any) -> String { do { return "no error: \(try body())" } catch { return "\(error)" } }
    #expect(text { try model.fit(x, y[0..<200]) }.contains("the data do not have the same number of samples\n  found 201, 200"))
    #expect(text { try model.fit(x, y, validationSplit: 1) }.contains("1.0 of 201 samples for the validation leave none on one side"))
    #expect(text { try model.fit(x, y, validationSplit: .nan) }.contains("leave none on one side"))
    #expect(text { try model.fit(x, y, batchSize: 0) }.contains("batch"))
    #expect(text { try model.fit(x, y, epochs: 0) }.contains("a run has at least one epoch, not 0"))
    #expect(text { try model.fit(Tensor<Float>(1), Tensor<Float>(1)) }.contains("a scalar has no rows"))
    #expect(text { try model.fit([[Float(1)], [2, 3]], y) }.contains("rows of 1 and 2 elements make no tensor"))
    #expect(
      text { try model.fit(x, Tensor<Float>(zeros: [201, 2])) }.contains("targets of shape [32, 2] do not fit predictions of shape [32, 1]")
    )
    #expect(text { try model.predict(Tensor<Float>(zeros: [0])) }.contains("no samples to predict for"))
    let batch = LabeledData(data: x, label: y)
    let half = LabeledData(data: x[0..<100], label: y[0..<100])
    #expect(text { try model.fit([LabeledData<Tensor<Float>, Tensor<Float>>]()) }.contains("no batches to go through"))
    #expect(try model.fit([batch, half], verbose: .silent).epochs[0].batchCount == 2)
    // However the samples are cut, each counts the same.
    let (uneven, even) = (try model.evaluate([half, batch]).loss, try model.evaluate([batch, half]).loss)
    #expect(abs(uneven - even) < 1e-5 * even)
  }
}
