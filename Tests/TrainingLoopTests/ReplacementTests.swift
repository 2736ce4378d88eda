import Apus
import Testing
import TrainingLoop

/// What callbacks replace takes effect.
struct ReplacementTests {
  private let samples = Samples(count: 12)

  private func loop(_ model: Network, learningRate: Float = 0, _ callback: @escaping NetworkLoop.Callback) -> NetworkLoop {
    TrainingLoop(
      training: samples.epochs(batchSize: 4, seed: nil), validation: samples.epochs(batchSize: 4, seed: nil).batches(ofEpoch: 0),
      optimizer: SGD(for: model, learningRate: learningRate), lossFunction: softmaxCrossEntropy, metrics: [.accuracy],
      callbacks: [callback], progress: .silent)
  }

  @Test func theModelSeesTheInputOfBatchStart() throws {
    var model = Network()
    let zeros = Tensor<Float>(zeros: [4, 4])
    var loop = loop(model) { loop, event in if event == .batchStart { loop.lastStepInput = zeros } }
    let history = try loop.fit(&model, epochs: 1)
    let logits = model(zeros)
    let labels = try samples.labels.readScalars()
    for (step, first) in zip(history.steps, [0, 4, 8]) {
      let own = Tensor<Int32>(Array(labels[first..<first + 4]))
      #expect(abs(step.loss - softmaxCrossEntropy(logits: logits, labels: own).scalarized()) < 1e-6)
    }
    #expect(abs(try #require(history.epochs[0].validation).loss - history.epochs[0].training.loss) < 1e-6)
  }

  @Test func lossAndMetricsCompareWithTheTargetOfBatchStart() throws {
    var model = Network()
    var loop = loop(model) { loop, event in
      if event == .batchStart { loop.lastStepTarget = loop.lastStepInput.map { Network()($0).argmax(squeezingAxis: -1) } }
    }
    let history = try loop.fit(&model, epochs: 1)
    #expect(history["accuracy"] == [1])
    #expect(history["validationAccuracy"] == [1])
  }

  @Test func metricsSeeTheOutputAndTheLossOfUpdateStart() throws {
    var model = Network()
    var loop = loop(model) { loop, event in
      guard event == .updateStart, let labels = loop.lastStepTarget else { return }
      loop.lastStepOutput = Tensor(oneHotAtIndices: labels, depth: 3)
      loop.lastStepLoss = Tensor(7)
    }
    let history = try loop.fit(&model, epochs: 1)
    #expect(history["accuracy"] == [1])
    #expect(history["loss"] == [7])
    #expect(history.steps.map(\.loss) == [7, 7, 7])
  }

  @Test func lossAndMetricsOfTheValidationSeeTheOutputOfInferencePredictionEnd() throws {
    var model = Network()
    var loop = loop(model) { loop, event in
      guard event == .inferencePredictionEnd, let labels = loop.lastStepTarget else { return }
      loop.lastStepOutput = 100 * Tensor(oneHotAtIndices: labels, depth: 3)
    }
    let history = try loop.fit(&model, epochs: 1)
    #expect(history["validationAccuracy"] == [1])
    #expect(history["validationLoss"][0] < 1e-6)
  }

  @Test func theStepTakesTheGradientAndTheLearningRateOfUpdateStart() throws {
    var model = Network()
    let before = try model.output.bias?.readScalars()
    var loop = loop(model) { loop, event in
      guard event == .updateStart else { return }
      loop.learningRate = 0.5
      loop.lastStepGradient = gradient(at: Network()) { $0.output.bias?.sum() ?? Tensor(0) }
    }
    let history = try loop.fit(&model, epochs: 1)
    #expect(try model.output.bias?.readScalars() == before?.map { $0 - 1.5 })
    #expect(history.steps.map(\.learningRate) == [0.5, 0.5, 0.5])
  }

  @Test func withoutAGradientTheModelStaysAndTheBatchIsMeasured() throws {
    var model = Network()
    let before = try model.scalars
    var loop = loop(model, learningRate: 1) { loop, event in if event == .updateStart { loop.lastStepGradient = nil } }
    let history = try loop.fit(&model, epochs: 1)
    #expect(try model.scalars == before)
    #expect(history.steps.count == 3)
  }

  @Test func theModelIsThatOfTheCaller() throws {
    var model = Network()
    var loop = loop(model, learningRate: 1) { loop, event in
      if event == .trainingEnd { loop.model.output.bias = Tensor([1, 2, 3]) }
    }
    try loop.fit(&model, epochs: 1)
    #expect(model.output.bias == Tensor([1, 2, 3]))
  }

  @Test func theValidationModelTakesThePlaceOfTheModelForOneValidation() throws {
    var model = Network()
    let other = Network(seed: 9)
    var loop = loop(model) { loop, event in
      if event == .validationStart, loop.epochIndex == 0 { loop.validationModel = other }
    }
    let history = try loop.fit(&model, epochs: 2)
    let losses = [other, model].map { softmaxCrossEntropy(logits: $0(samples.inputs), labels: samples.labels).scalarized() }
    #expect(zip(history["validationLoss"], losses).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func mixedTargetsShareTheLoss() throws {
    var model = Network()
    let other = Tensor<Int32>([2, 2, 2, 2])
    var loop = loop(model) { loop, event in
      if event == .batchStart { loop.lastStepMixture = TargetMixture(target: other, share: 0.25) }
    }
    let history = try loop.fit(&model, epochs: 1)
    let batch = try samples.epochs(batchSize: 4, seed: nil).batches(ofEpoch: 0).batch(at: 0)
    let logits = model(batch.data)
    let expected =
      0.75 * softmaxCrossEntropy(logits: logits, labels: batch.label) + 0.25 * softmaxCrossEntropy(logits: logits, labels: other)
    #expect(abs(history.steps[0].loss - expected.scalarized()) < 1e-6)
  }

  @Test(arguments: ["input", "target"])
  func aBatchWithoutInputOrTargetIsAnError(_ part: String) throws {
    var model = Network()
    var loop = loop(model) { loop, event in
      guard event == .batchStart else { return }
      if part == "input" { loop.lastStepInput = nil } else { loop.lastStepTarget = nil }
    }
    #expect(throws: TrainingLoopError.batchWithout(part)) { try loop.fit(&model, epochs: 1) }
  }
}
