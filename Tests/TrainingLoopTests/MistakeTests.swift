import Apus
import Testing
import TrainingLoop

struct MistakeTests {
  private let samples = Samples(count: 10)

  private func loop(_ model: Network, _ epochs: Epochs<Tensor<Float>, Tensor<Int32>>) -> NetworkLoop {
    TrainingLoop(
      training: epochs, optimizer: SGD(for: model, learningRate: 0.1), lossFunction: softmaxCrossEntropy, progress: .silent)
  }

  @Test func aModelThatDoesNotFitTheDataThrowsItsDiagnosisAndStays() throws {
    var model = Network(inputs: 5)
    let before = try model.scalars
    var loop = loop(model, samples.epochs(batchSize: 4))
    let error = #expect(throws: Diagnosis.self) { try loop.fit(&model, epochs: 1) }
    #expect(error?.mistake == .matrixProduct(left: [4, 4], right: [5, 8]))
    #expect(error?.layer == "hidden")
    #expect(try model.scalars == before)
  }

  @Test func aLossThatIsNoScalarThrowsAndTheModelStays() throws {
    var model = Network()
    let before = try model.scalars
    var loop = TrainingLoop(
      training: samples.epochs(batchSize: 4), optimizer: SGD(for: model, learningRate: 0.1),
      lossFunction: { softmaxCrossEntropy(logits: $0, labels: $1, reduction: { $0 }) }, progress: .silent)
    let error = #expect(throws: Diagnosis.self) { try loop.fit(&model, epochs: 1) }
    #expect(error?.mistake == .lossNotScalar(TensorType(.float32, [4])))
    #expect(try model.scalars == before)
  }

  @Test func dataThatCannotBeReadThrowsItsError() throws {
    struct Unreadable: Error {}
    var model = Network()
    var loop = loop(model, Epochs(failingWith: Unreadable()))
    #expect(throws: Unreadable.self) { try loop.fit(&model, epochs: 1) }
  }

  @Test func aBatchThatCannotBeMadeEndsTheFitWithWhatWasLearnt() throws {
    struct Unreadable: Error {}
    let good = samples.epochs(batchSize: 2, seed: nil).batches(ofEpoch: 0)
    let epochs = Epochs<Tensor<Float>, Tensor<Int32>>(sampleCount: 10, batchSize: 2, seed: nil) { numbers in
      guard numbers[0] < 6 else { throw Unreadable() }
      return try good.batch(at: numbers[0] / 2)
    }
    var model = Network()
    var stepCount = 0
    var loop = loop(model, epochs)
    loop.callbacks = [{ _, event in if event == .batchEnd { stepCount += 1 } }]
    #expect(throws: Unreadable.self) { try loop.fit(&model, epochs: 1) }
    #expect(stepCount == 3)
    #expect(try model.scalars.allSatisfy(\.isFinite))
  }

  @Test func runsOfNoEpochsAndOfNoDataAreErrors() throws {
    var model = Network()
    var loop = loop(model, samples.epochs(batchSize: 4))
    #expect(throws: TrainingLoopError.epochCount(0)) { try loop.fit(&model, epochs: 0) }
    var wholeBatches = samples.epochs(batchSize: 11)
    wholeBatches.dropsLastPartialBatch = true
    var empty = self.loop(model, wholeBatches)
    #expect(throws: TrainingLoopError.noTrainingData) { try empty.fit(&model, epochs: 1) }
  }

  @Test(arguments: [
    (TrainingLoopError.epochCount(0), "Apus: a run has at least one epoch, not 0"),
    (.noTrainingData, "Apus: there are no training samples\n  hint  an epoch that drops its last partial batch needs a whole one"),
    (
      .modelOutsideOfFit,
      "Apus: a training loop has a model only while `fit` runs\n  hint  use the value that `fit` was given"
    ),
    (
      .batchWithout("input"),
      "Apus: a callback has set the input of a batch to nil\n  hint  throw TrainingLoopAction.cancelBatch to leave a batch out"
    ),
    (
      .metricDoesNotFit(metric: "accuracy", needs: "logits", found: "words"),
      "Apus: the metric accuracy does not fit this model\n  needs  logits\n  found  words"
    ),
  ])
  func errorsSayWhatIsWrong(error: TrainingLoopError, text: String) { #expect("\(error)" == text) }

  @Test func aModelOutsideOfFitEndsTheProcess() async {
    await #expect(processExitsWith: .failure) {
      let model = Network()
      let loop = NetworkLoop(
        training: Samples(count: 4).epochs(batchSize: 4), optimizer: SGD(for: model), lossFunction: softmaxCrossEntropy)
      _ = loop.model
    }
  }
}
