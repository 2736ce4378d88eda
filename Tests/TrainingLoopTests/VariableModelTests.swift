import Apus
import Testing
import TrainingLoop

/// `fit` on models that are not structs of tensors.
struct VariableModelTests {
  final class Reference: Layer {
    let w = Variable<Float>(Tensor(randomNormal: [4, 3], seed: 3))
    let b = Variable<Float>([0, 0, 0])
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { matmul(x, w.value) + b.value }
  }
  struct OfVariables: Layer {
    let w = Variable<Float>(Tensor(randomNormal: [4, 3], seed: 3))
    let b = Variable<Float>([0, 0, 0])
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { matmul(x, w.value) + b.value }
  }
  struct OfTensors: Layer {
    var w = Tensor<Float>(randomNormal: [4, 3], seed: 3)
    var b = Tensor<Float>([0, 0, 0])
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { matmul(x, w) + b }
  }

  private let samples = Samples(count: 30)

  private func fit<M: Layer<Tensor<Float>, Tensor<Float>>>(_ model: inout M) throws -> [Float] {
    var loop = TrainingLoop(
      training: samples.epochs(batchSize: 8), optimizer: Adam(for: model, learningRate: 0.05), lossFunction: softmaxCrossEntropy,
      metrics: [.accuracy], progress: .silent)
    return try loop.fit(&model, epochs: 3)["loss"]
  }

  @Test func variablesAreTrainedAsTensorsAre() throws {
    var (tensors, variables, reference) = (OfTensors(), OfVariables(), Reference())
    let losses = [try fit(&tensors), try fit(&variables), try fit(&reference)]
    #expect(losses[0][2] < losses[0][0])
    #expect(losses[1] == losses[0])
    #expect(losses[2] == losses[0])
    #expect(variables.w.value == tensors.w)
    #expect(reference.b.value == tensors.b)
  }

  @Test func aStepThatFailsLeavesTheVariables() throws {
    struct Exploding: Layer {
      let w = Variable<Float>(Tensor(ones: [4, 3]))
      var b = Tensor<Float>([0, 0, 0])
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { matmul(x, w.value) + b }
    }
    var model = Exploding()
    var loop = TrainingLoop(
      training: samples.epochs(batchSize: 8), optimizer: SGD(for: model), lossFunction: softmaxCrossEntropy, progress: .silent)
    loop.callbacks = [
      { loop, event in
        if event == .updateStart {
          loop.lastStepGradient = loop.lastStepGradient.map { $0 + gradient(at: Exploding()) { $0.b[9] + $0.w.value.sum() } }
        }
      }
    ]
    #expect(throws: Diagnosis.self) { try loop.fit(&model, epochs: 1) }
    #expect(model.w.value == Tensor(ones: [4, 3]))
    #expect(model.b == Tensor([0, 0, 0]))
  }

  @Test func aModelWithHiddenParametersIsRefusedBeforeTheFirstStep() throws {
    final class Hidden: Layer {
      var w = Tensor<Float>(ones: [4, 3])
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { matmul(x, w) }
    }
    var model = Hidden()
    var eventCount = 0
    var loop = TrainingLoop(
      training: samples.epochs(batchSize: 8), optimizer: SGD(for: model), lossFunction: softmaxCrossEntropy, progress: .silent)
    loop.callbacks = [{ _, _ in eventCount += 1 }]
    let line = #line + 1
    let error = #expect(throws: Diagnosis.self) { try loop.fit(&model, epochs: 1) }
    #expect(error?.mistake == model.unreachableParameters)
    #expect(error?.mistake.title == "a parameter of Hidden cannot be trained")
    #expect(error?.site?.line == line)
    #expect(eventCount == 0)
  }
}
