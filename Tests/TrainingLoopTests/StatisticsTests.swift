import Apus
import Testing
import TrainingLoop

struct StatisticsTests {
  private let samples = Samples(count: 10)

  /// With a learning rate of 0 the model stays, and the mean over all samples can be computed at once. Batches of 4, 4 and 2: a mean
  /// of batch means would be wrong.
  @Test func theLossOfAnEpochIsTheMeanOverItsSamples() throws {
    var model = Network()
    var loop = NetworkLoop(
      training: samples.epochs(batchSize: 4), validation: samples.epochs(batchSize: 4, seed: nil).batches(ofEpoch: 0),
      optimizer: SGD(for: model, learningRate: 0), lossFunction: softmaxCrossEntropy, metrics: [.loss, .accuracy], progress: .silent)
    let history = try loop.fit(&model, epochs: 2)

    let logits = model(samples.inputs)
    let loss = softmaxCrossEntropy(logits: logits, labels: samples.labels).scalarized()
    let hits = try zip(logits.argmax(squeezingAxis: -1).readScalars(), samples.labels.readScalars()).count { $0 == $1 }
    for epoch in history.epochs {
      #expect(abs(epoch.training.loss - loss) < 1e-6)
      #expect(epoch.training["accuracy"] == Float(hits) / 10)
      #expect(abs(try #require(epoch.validation).loss - loss) < 1e-6)
      #expect(epoch.validation?["accuracy"] == Float(hits) / 10)
      #expect(epoch.training.values.map(\.name) == ["loss", "accuracy"])
    }
    #expect(history["loss"].count == 2)
    #expect(history["validationAccuracy"] == [Float(hits) / 10, Float(hits) / 10])
    #expect(history["nothing"].isEmpty)
  }

  @Test func aNetworkLearns() throws {
    let samples = Samples(count: 200)
    var model = Network()
    var loop = NetworkLoop(
      training: samples.epochs(batchSize: 20), optimizer: SGD(for: model, learningRate: 0.5), lossFunction: softmaxCrossEntropy,
      metrics: [.accuracy], progress: .silent)
    let history = try loop.fit(&model, epochs: 20)
    #expect(history["loss"][19] < history["loss"][0] / 2)
    #expect(history["accuracy"][19] > 0.9)
    #expect(history.epochs.allSatisfy { $0.validation == nil && $0.seconds > 0 && $0.samplesPerSecond > 0 && $0.batchCount == 10 })
  }

  @Test func aMetricOfYourOwnIsMeasured() throws {
    struct LargestLogit: MetricsMeasurer {
      var largest = Tensor<Float>(-.infinity)
      mutating func reset() { largest = Tensor(-.infinity) }
      mutating func accumulate<Output, Target>(loss: Tensor<Float>, predictions: Output, labels: Target, sampleCount: Int) throws {
        guard let logits = predictions as? Tensor<Float> else { return }
        largest = max(largest, logits.max())
      }
      func measure() -> Tensor<Float> { largest }
    }
    var model = Network()
    var loop = NetworkLoop(
      training: samples.epochs(batchSize: 4), optimizer: SGD(for: model, learningRate: 0), lossFunction: softmaxCrossEntropy,
      metrics: [TrainingMetrics("largest logit") { LargestLogit() }], progress: .silent)
    let history = try loop.fit(&model, epochs: 1)
    #expect(history["largest logit"] == [model(samples.inputs).max().scalarized()])
  }

  /// Batches of 4, 4 and 2.
  @Test func metricsOfTheLibraryAreMeasuredOverTheSamples() throws {
    var model = Network()
    var loop = NetworkLoop(
      training: samples.epochs(batchSize: 4), optimizer: SGD(for: model, learningRate: 0), lossFunction: softmaxCrossEntropy,
      metrics: [.top5Accuracy, .perplexity, TrainingMetrics("f1", F1Score(classCount: 3))], progress: .silent)
    let history = try loop.fit(&model, epochs: 1)
    let logits = model(samples.inputs)
    var f1 = F1Score(classCount: 3)
    f1.update(logits, samples.labels)
    #expect(abs(history["f1"][0] - f1.value.scalarized()) < 1e-6)
    #expect(abs(history["perplexity"][0] - exp(softmaxCrossEntropy(logits: logits, labels: samples.labels)).scalarized()) < 1e-5)
    #expect(history["top5Accuracy"] == [1])
  }

  @Test func aMetricThatDoesNotFitIsAnErrorAtTheFirstBatch() throws {
    var model = Network()
    let before = try model.scalars
    let epochs = Epochs(inputs: samples.inputs, targets: Tensor<Float>(zeros: [10, 3]), batchSize: 4)
    var loop = TrainingLoop(
      training: epochs, optimizer: SGD(for: model, learningRate: 0.1),
      lossFunction: { meanSquaredError(predicted: $0, expected: $1) }, metrics: [.accuracy], progress: .silent)
    #expect(
      throws: TrainingLoopError.metricDoesNotFit(
        metric: "accuracy", needs: "predictions Tensor<Float> and labels Tensor<Int32>", found: "Tensor<Float> and Tensor<Float>")
    ) { try loop.fit(&model, epochs: 1) }
    #expect(try model.scalars == before)
  }

  /// A schedule that the device computes is shown as one that the host sets.
  @Test func theLearningRateOfAStepIsThatOfTheSchedule() throws {
    func rates<Opt: Optimizer>(_ optimizer: Opt, _ callbacks: [TrainingLoop<Opt, Tensor<Int32>>.Callback] = []) throws -> History
    where Opt.Model == Network {
      var model = Network()
      var loop = TrainingLoop(
        training: Samples(count: 12).epochs(batchSize: 4), validation: Samples(count: 4).epochs(batchSize: 4).batches(ofEpoch: 0),
        optimizer: optimizer, lossFunction: softmaxCrossEntropy, callbacks: callbacks, progress: .silent)
      return try loop.fit(&model, epochs: 2)
    }
    let (sgd, schedule) = (SGD(for: Network(), learningRate: 0.5), Schedule.cosine(over: 6))
    let onHost = try rates(sgd, [learningRateScheduler(schedule)])
    let onDevice = try rates(sgd.following(schedule))
    #expect(onHost.steps.map(\.learningRate) == onDevice.steps.map(\.learningRate))
    #expect(onDevice.steps.map(\.loss) == onHost.steps.map(\.loss))
    #expect(onDevice.epochs.map(\.learningRate) == [onDevice.steps[2].learningRate, onDevice.steps[5].learningRate])
    #expect(onDevice.steps.first?.learningRate == 0.5 && Set(onDevice.steps.map(\.learningRate)).count == 6)

    let halving = Schedule { step in pow(0.5, step) }
    #expect(
      try rates(sgd.following(halving).accumulating(batchCount: 2)).steps.map(\.learningRate) == [0.5, 0.5, 0.25, 0.25, 0.125, 0.125])
    #expect(try rates(sgd.accumulating(batchCount: 2).following(halving)).steps.map(\.learningRate).last == 0.015625)
    #expect(try rates(LossScaling(sgd.following(halving).clipping(byGlobalNorm: 1))).steps[1].learningRate == 0.25)
  }
}
