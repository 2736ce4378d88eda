import Apus
import Checkpoints
import Foundation
import Testing

@testable import TrainingLoop

struct NonFiniteTests {
  /// `Network` with a function that can fail behind the hidden layer.
  private struct Fragile: Layer {
    var network = Network()
    var scale = Tensor<Float>(1)
    func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> {
      // The root has an infinite slope at 0, which `scale` becomes the gradient of.
      network.output(network.hidden(input)) + sqrt(scale)
    }
  }
  private typealias Loop = TrainingLoop<Adam<Fragile>, Tensor<Int32>>

  private let samples = Samples(count: 20)

  private func inputs(broken sample: Int?) throws -> Epochs<Tensor<Float>, Tensor<Int32>> {
    var numbers = try samples.inputs.readScalars()
    if let sample { numbers[4 * sample] = .infinity }
    return Epochs(inputs: Tensor(shape: [20, 4], scalars: numbers), targets: samples.labels, batchSize: 4, seed: nil)
  }

  private func fit(
    _ epochs: Epochs<Tensor<Float>, Tensor<Int32>>, interval: Duration = .zero, folder: String? = nil,
    _ change: @escaping Loop.Callback = { _, _ in }
  ) throws -> (error: NonFiniteStep?, model: Fragile, loop: Loop) {
    var model = Fragile()
    var loop = Loop(
      training: epochs, optimizer: Adam(for: model, learningRate: 0.01), lossFunction: softmaxCrossEntropy,
      callbacks: [change, stopAtNonFinite(savingBatchIn: folder)], progress: .silent)
    loop.statisticsInterval = interval
    do { try loop.fit(&model, epochs: 2) } catch let error as NonFiniteStep { return (error, model, loop) }
    return (nil, model, loop)
  }

  @Test(arguments: [Duration.zero, .seconds(3600)])
  func itNamesTheStepAndKeepsTheModelBeforeIt(interval: Duration) throws {
    let (error, model, _) = try fit(try inputs(broken: 13), interval: interval)
    #expect(error == NonFiniteStep(epoch: 0, batch: 3, step: 3, place: .input, batchFile: nil))
    var expected = Fragile()
    var reference = Loop(
      training: try inputs(broken: nil), optimizer: Adam(for: expected, learningRate: 0.01), lossFunction: softmaxCrossEntropy,
      callbacks: [{ loop, event in if event == .batchEnd, loop.stepIndex == 2 { throw TrainingLoopAction.cancelFit } }], progress: .silent)
    try reference.fit(&expected, epochs: 1)
    #expect(try model.weights == expected.weights)
  }

  @Test func itNamesAParameter() throws {
    let (error, _, _) = try fit(try inputs(broken: nil)) { loop, event in
      if event == .batchStart, loop.stepIndex == 6 { loop.model.network.output.bias = Tensor([0, .nan, 0]) }
    }
    #expect(error?.place == .parameter("network.output.bias"))
    #expect(error?.epoch == 1 && error?.batch == 1 && error?.step == 6)
  }

  @Test func itNamesTheFirstLayer() throws {
    let (error, _, _) = try fit(try inputs(broken: nil)) { loop, event in
      guard event == .batchStart, loop.stepIndex == 2, loop.isTraining else { return }
      // Eight outputs of nearly 1 times the largest number.
      loop.model.network.hidden.bias = Tensor(repeating: 20, shape: [8])
      loop.model.network.output.weight = Tensor(repeating: 3e38, shape: [8, 3])
    }
    #expect(error?.place == .layer("network.output", type: "Dense"))
    #expect(error?.step == 2)
  }

  @Test func itNamesTheGradientWhereTheLossIsFinite() throws {
    let (error, model, _) = try fit(try inputs(broken: nil)) { loop, event in
      if event == .batchStart, loop.stepIndex == 1 { loop.model.scale = Tensor(0) }
    }
    #expect(error?.place == .gradient("scale"))
    #expect(error?.step == 1)
    #expect(try model.weights.allSatisfy { $0.isFinite })
  }

  @Test func aStepThatOnlyACallbackBrokeSaysSo() throws {
    let (error, _, _) = try fit(try inputs(broken: nil)) { loop, event in
      if event == .updateStart, loop.stepIndex == 4 { loop.lastStepLoss = Tensor(.infinity) }
    }
    #expect(error?.place == .unknown)
  }

  @Test func theBatchIsSaved() throws {
    try withTemporaryFolder { folder in
      let (error, _, _) = try fit(try inputs(broken: 13), folder: folder + "/run")
      let path = try #require(error?.batchFile)
      #expect(path == folder + "/run/nonfinite-step-3.safetensors")
      let file = try SafetensorsFile(path: path)
      #expect(Set(file.entries.map(\.name)) == ["input", "target"])
      #expect(
        error?.description == """
          Apus: a training step had no finite numbers
            at     epoch 1, batch 4 (step 3, counted from 0)
            where  the input of the batch
            batch  \(path)
            model  as it was before the step
          """)
    }
  }

  @Test func overflowsOfScaledGradientsAreNoReasonToStop() throws {
    var model = Network()
    var loop = TrainingLoop(
      training: samples.epochs(batchSize: 4), optimizer: LossScaling(SGD(for: model, learningRate: 0.1), scale: .greatestFiniteMagnitude),
      lossFunction: softmaxCrossEntropy, callbacks: [stopAtNonFinite()], progress: .silent)
    #expect(try loop.fit(&model, epochs: 1).steps.allSatisfy(\.loss.isFinite))
  }
}
