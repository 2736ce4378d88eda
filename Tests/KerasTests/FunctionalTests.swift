import Testing

@testable import Keras

/// Models that are put together by applying layers to inputs.
@Suite struct FunctionalTests {
  private func text(_ body: () throws -> some Any) -> String {
    do { return "no error: \(try body())" } catch { return "\(error)" }
  }

  @Test func shapesAreKnownBeforeThereIsData() {
    let image = Input(shape: [28, 28, 1])
    let features = Conv2D(filters: 32, kernelSize: 3, activation: relu)(image)
    #expect(image.shape == [nil, 28, 28, 1])
    #expect(features.shape == [nil, 26, 26, 32])
    #expect(Flatten()(features).shape == [nil, 26 * 26 * 32])
    #expect(Reshape([-1, 32])(features).shape == [nil, 32])
    #expect(Embedding(vocabularySize: 10, embeddingSize: 4)(Input(shape: [7], of: Int32.self)).shape == [nil, 7, 4])
    #expect(features.map { $0.sum(squeezingAxes: 1, 2, 3) }.shape == [nil])
    #expect(features.map { $0.sum() }.shape == [])
  }

  @Test func severalInputsAndOutputsOfDifferentTypes() throws {
    let words = Input(shape: [4], of: Int32.self), numbers = Input(shape: [3])
    let embedded = Flatten()(Embedding(vocabularySize: 10, embeddingSize: 2)(words))
    let joined = Dense(units: 5, activation: relu)(concatenate([embedded, numbers]))
    let model = Model(inputs: [words, numbers], outputs: [Dense(units: 1)(joined), Dense(units: 2)(joined)])
    model.compile(optimizer: .sgd(), losses: [.meanSquaredError, .softmaxCrossEntropy], lossWeights: [1, 0.5], metrics: [.accuracy])
    let x = [
      AnyTensor(Tensor<Int32>(shape: [6, 4], scalars: (0..<24).map { $0 % 10 })), AnyTensor(Tensor<Float>(randomNormal: [6, 3], seed: 1)),
    ]
    let y = [AnyTensor(Tensor<Float>([1, 2, 3, 4, 5, 6])), AnyTensor(Tensor<Int32>([0, 1, 0, 1, 0, 1]))]
    let outputs = try model.predictAll(x, batchSize: 4)
    #expect(outputs.map(\.shape) == [[6, 1], [6, 2]])
    let expected =
      try meanSquaredError(predicted: outputs[0].asFloat.flattened(), expected: y[0].asFloat).readScalars()[0]
      + 0.5 * softmaxCrossEntropy(logits: outputs[1].asFloat, labels: Tensor<Int32>([0, 1, 0, 1, 0, 1])).readScalars()[0]
    let statistics = try model.evaluate(x, y, batchSize: 4)
    #expect(abs(statistics.loss - expected) < 1e-5 * expected)
    #expect(statistics.values.map(\.name) == ["loss", "dense_1_accuracy", "dense_2_accuracy"])
    let history = try model.fit(x, y, epochs: 20, batchSize: 6, verbose: .silent)
    #expect(history["loss"][19] < history["loss"][0])
  }

  @Test func aSharedLayerStaysOneWhenItIsTrained() throws {
    let a = Input(shape: [3]), b = Input(shape: [3])
    let shared = Dense(units: 1, useBias: false)
    let model = Model(inputs: [a, b], outputs: shared(a) - shared(b))
    #expect(model.layerNames == ["dense", "subtract"])
    model.compile(optimizer: .sgd(learningRate: 0.1), loss: .meanSquaredError)
    let x = Tensor<Float>(randomNormal: [16, 3], seed: 3), other = Tensor<Float>(randomNormal: [16, 3], seed: 4)
    let weight = Tensor<Float>([[1], [-2], [0.5]])
    try model.fit([x, other], matmul(x - other, weight), epochs: 200, batchSize: 16, verbose: .silent)
    let learned = try #require(model.layer("dense", as: Dense<Float>.self)).weight
    #expect(learned.isAlmostEqual(to: weight, tolerance: 0.01))
    // The layer itself is a value, and as it was.
    #expect(!shared.weight.isAlmostEqual(to: weight, tolerance: 0.01))
  }

  @Test func operatorsAreLayers() throws {
    let a = Input(shape: [2]), b = Input(shape: [2])
    let outputs = [a + b, a - b, a * b, a / b, average([a, b]), concatenate([a, b], alongAxis: 1), a.map { 2 * $0 }]
    let model = Model(inputs: [a, b], outputs: outputs)
    let made = try model.predictAll([Tensor<Float>([[6, 8]]), Tensor<Float>([[2, 4]])]).map { try $0.asFloat.readScalars() }
    #expect(made == [[8, 12], [4, 4], [12, 32], [3, 2], [4, 6], [6, 8, 2, 4], [12, 16]])
  }

  @Test func aModelIsALayerOfAnother() throws {
    let inner = Model { Dense(units: 4, activation: relu) }
    let x = Input(shape: [3])
    let model = Model(inputs: x, outputs: Dense(units: 1)(inner(x)))
    #expect(model.layerNames == ["sequential", "dense"])
    #expect(try model.parameterCount() == 16 + 5)
    #expect(model.network.parameters.first?.path == "layers.sequential.layers.dense.weight")
  }

  @Test func badGraphsSayWhatIsWrong() {
    let a = Input(shape: [3], name: "a"), b = Input(shape: [3], name: "b")
    let x = Tensor<Float>(zeros: [1, 3])
    let hidden = Dense(units: 2)(a)
    #expect(
      text { try Model(inputs: a, outputs: a + b).predict(x) } == """
        Apus: output 0 of the model depends on b, which is not among its inputs
          hint  give all inputs that the outputs are made of: Model(inputs: [a, b], outputs: c)
        """)
    #expect(text { try Model(inputs: hidden, outputs: Dense(units: 2)(hidden)).predict(x) }.contains("Dense is no input"))
    #expect(text { try Model(inputs: [a, a], outputs: hidden).predict(x) }.contains("a is among the model's inputs twice"))
    #expect(text { try Model(inputs: [a], outputs: []).predict(x) } == "Apus: the model has no outputs")
    #expect(Model(inputs: a, outputs: a + b)(x).diagnosis?.description.contains("depends on b") == true)
    let clash = Dense(inputSize: 4, outputSize: 2)(a)
    #expect(clash.diagnosis?.description.contains("the shapes of a matrix product do not fit") == true)
    #expect(text { try Model(inputs: a, outputs: Dense(units: 2)(clash)).predict(x) }.contains("the shapes of a matrix product do not fit"))
    #expect(Input(shape: [-1, 3]).diagnosis != nil)
    let two = Model(inputs: [a, b], outputs: a + b)
    #expect(text { try two.predict(x) }.contains("1 inputs do not fit"))
    #expect(
      text { try two.predict([x, Tensor<Float>(zeros: [2, 3])]) }.contains("the data do not have the same number of samples\n  found 1, 2"))
    #expect(
      text { try Model(inputs: a, outputs: hidden).predict(Tensor<Int32>(zeros: [1, 3])) }.contains(
        "inputs of the types [Int32] do not fit"))
    two.compile(optimizer: .sgd(), losses: [.meanSquaredError, .meanSquaredError])
    #expect(text { try two.fit([x, x], x) }.contains("2 losses for a model of 1 outputs"))
  }

  @Test func aDeepGraphNeedsNoDeepStack() throws {
    var x = Input(shape: [1])
    let first = x
    for _ in 0..<5_000 { x = x.map { $0 + 1 } }
    #expect(try Model(inputs: first, outputs: x).predict([[Float(1)]]).readScalars() == [5001])
  }
}
