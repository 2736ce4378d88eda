import Apus
import Foundation
import Testing
import TrainingLoop

/// The code of Swift for TensorFlow's page on the training loop, as it stands there but for data set and model.
struct SwiftForTensorFlowPageTests {
  private struct Points {
    let training: Epochs<Tensor<Float>, Tensor<Int32>>
    let validation: Batches<Tensor<Float>, Tensor<Int32>>

    init(batchSize: Int, classes: Int = 3, on device: Device) {
      let samples = Samples(count: 20, inputs: 8, classes: classes)
      training = samples.epochs(batchSize: batchSize)
      validation = samples.epochs(batchSize: batchSize, seed: nil).batches(ofEpoch: 0)
    }
  }

  // swift-format-ignore: NeverUseForceTry
  @Test func usage() {
    let device = Device.defaultXLA

    let dataset = Points(batchSize: 10, on: device)
    var model = Network(inputs: 8)
    let optimizer = SGD(for: model, learningRate: 0.001)

    var trainingLoop = TrainingLoop(
      training: dataset.training,
      validation: dataset.validation,
      optimizer: optimizer,
      lossFunction: softmaxCrossEntropy,
      metrics: [.accuracy])

    try! trainingLoop.fit(&model, epochs: 10, on: device)
    #expect(trainingLoop.history.epochs.count == 10)
  }

  @Test func theFiveMetrics() throws {
    let dataset = Points(batchSize: 10, classes: 2, on: .default)
    var model = Network(inputs: 8, classes: 2)
    var trainingLoop = TrainingLoop(
      training: dataset.training, validation: dataset.validation, optimizer: SGD(for: model), lossFunction: softmaxCrossEntropy,
      metrics: [.loss, .accuracy, .top5Accuracy, .matthewsCorrelationCoefficient, .perplexity], progress: .silent)
    let history = try trainingLoop.fit(&model, epochs: 1)
    #expect(history.epochs[0].training.values.map(\.name) == ["loss", "accuracy", "top5Accuracy", "mcc", "perplexity"])
    #expect(history.epochs[0].training.values.allSatisfy { $0.value.isFinite })
  }

  private func customCallback<L: TrainingLoopProtocol>(_ loop: inout L, event: TrainingLoopEvent) throws {
    if event == .updateStart {
      loop.state["custom"][number: "updates", default: 0] += 1
    }
  }

  // swift-format-ignore: NeverUseForceTry
  @Test func callbacks() throws {
    try withTemporaryFolder { folder in
      let peakLearningRate: Float = 0.1
      let path = folder + "/file.csv"
      let dataset = Points(batchSize: 1, on: .default)
      var model = Network(inputs: 8)
      var trainingLoop = TrainingLoop(
        training: dataset.training,
        validation: dataset.validation,
        optimizer: SGD(for: model),
        lossFunction: softmaxCrossEntropy,
        metrics: [.accuracy],
        callbacks: [
          try! CSVLogger(path: path).log,
          learningRateScheduler(
            schedule: makeSchedule(
              [
                ScheduleSegment(shape: linear, startRate: 0, endRate: peakLearningRate, stepCount: 10),
                ScheduleSegment(shape: linear, endRate: 0),
              ]
            )
          ),
          customCallback,
        ], progress: .silent)
      let history = try trainingLoop.fit(&model, epochs: 2)
      let rates = history.steps.map(\.learningRate)
      #expect(rates[0] == 0 && rates[9] == 0.1 && rates[39] == 0)
      #expect(try contents(of: path).hasPrefix("epoch, batch, loss, accuracy\n1/2, 1/20, "))
      #expect(trainingLoop.state["custom"][number: "updates"] == 40)
    }
  }
}
