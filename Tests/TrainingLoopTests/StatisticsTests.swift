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
}
