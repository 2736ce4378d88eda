import Checkpoints
import Foundation
import Testing

@testable import TrainingLoop

/// Steps that are recorded once against steps that are run as Swift code each time.
@Suite struct CompiledStepTests {
  /// Everything that a step can change: parameters, running moments, random draws, a variable.
  private struct Network: Layer {
    var hidden = Dense(inputSize: 4, outputSize: 8, activation: tanh, weightInitializer: glorotUniform(seed: 1))
    var norm = BatchNorm(featureCount: 8)
    var dropout = Dropout(probability: 0.3)
    var output = Dense(inputSize: 8, outputSize: 3, weightInitializer: glorotUniform(seed: 2))
    let scale = Variable<Float>(1.5)
    let offset = Tensor<Float>([0.1, 0.2, 0.3])
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { output(dropout(norm(hidden(x)))) * scale.value + offset }
  }

  private typealias Loop = TrainingLoop<Adam<Network>, Tensor<Int32>>

  private static let inputs = Tensor<Float>(randomNormal: [20, 4], seed: 1)
  private static let labels = Tensor<Int32>((0..<20).map { Int32($0 % 3) })

  private func loop(for model: Network, isCompiled: Bool, learningRate: Float = 0.05, metrics: [TrainingMetrics] = [.accuracy]) -> Loop {
    let data = Epochs(inputs: Self.inputs, targets: Self.labels, batchSize: 8, seed: 3)
    var loop = Loop(
      training: data, validation: data.batches(ofEpoch: 0), optimizer: Adam(for: model, learningRate: learningRate),
      lossFunction: softmaxCrossEntropy, metrics: metrics, progress: .silent)
    loop.compilesSteps = isCompiled
    return loop
  }

  /// The bits of all tensors, and the history's numbers.
  private func result(_ model: Network, _ loop: Loop) throws -> [[UInt32]] {
    var nodes: [Node] = []
    model.visit { _, parameter in nodes.append(parameter.node) }
    nodes += loop.optimizer.state.map(\.node)
    let bits = try nodes.map { try Tensor<Float>($0).readScalars().map(\.bitPattern) }
    return bits + [loop.history["loss"], loop.history["validationAccuracy"], loop.history.steps.map(\.loss)].map { $0.map(\.bitPattern) }
  }

  @Test func bothGiveTheSameBits() throws {
    let results = try [false, true].map { isCompiled in
      try withRandomSeed(4) {
        var model = Network(), loop = loop(for: model, isCompiled: isCompiled)
        try loop.fit(&model, epochs: 4)
        return try result(model, loop)
      }
    }
    #expect(results[0] == results[1])
  }

  /// Once in training and once in validation.
  @Test func aStepIsRecordedOnceForEachShapeOfBatch() throws {
    try withContext(Context(engine: Engine())) {
      var model = Network(), loop = loop(for: model, isCompiled: true)
      try loop.fit(&model, epochs: 4)
      #expect(Context.local.engine.report.traces == 4)
      try loop.fit(&model, epochs: 2)
      #expect(Context.local.engine.report.traces == 4)
    }
  }

  @Test func anotherLearningRateIsNotMissed() throws {
    let results = try [false, true].map { isCompiled in
      try withRandomSeed(4) {
        var model = Network(), loop = loop(for: model, isCompiled: isCompiled)
        try loop.fit(&model, epochs: 1)
        loop.optimizer.learningRate = 0.5
        try loop.fit(&model, epochs: 1)
        return try result(model, loop)
      }
    }
    #expect(results[0] == results[1])
  }

  @Test func callbacksSeeEveryStep() throws {
    var model = Network(), loop = loop(for: model, isCompiled: true), losses: [Float] = []
    loop.callbacks = [
      { loop, event in if event == .updateStart { losses.append(try loop.lastStepLoss?.readScalars()[0] ?? .nan) } }
    ]
    try loop.fit(&model, epochs: 2)
    #expect(losses == loop.history.steps.map(\.loss))
  }

  @Test func aRunGoesOnFromItsCheckpointsWithTheSameBits() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apus-compiled-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func run(epochs: Int, resume: Bool) throws -> [[UInt32]] {
      try withRandomSeed(4) {
        var model = Network(), loop = loop(for: model, isCompiled: true)
        try loop.fit(&model, epochs: epochs, checkpoint: .every(steps: 2), in: folder, resume: resume)
        return try result(model, loop)
      }
    }
    let whole = try withRandomSeed(4) {
      var model = Network(), loop = loop(for: model, isCompiled: false)
      try loop.fit(&model, epochs: 4)
      return try result(model, loop)
    }
    _ = try run(epochs: 2, resume: false)
    #expect(try run(epochs: 4, resume: true) == whole)
  }

  @Test func aMistakeIsThrownAndChangesNothing() throws {
    var model = Network()
    let before = try model.hidden.weight.readScalars()
    let data = Epochs(inputs: Tensor<Float>(zeros: [8, 5]), targets: Tensor<Int32>(zeros: [8]), batchSize: 4)
    var loop = Loop(training: data, optimizer: Adam(for: model), lossFunction: softmaxCrossEntropy, progress: .silent)
    loop.compilesSteps = true
    let error = try #require(throws: Diagnosis.self) { try loop.fit(&model, epochs: 1) }
    #expect(error.layer == "hidden")
    #expect(try model.hidden.weight.readScalars() == before)
    #expect(try loop.optimizer.state[0].typed(Float.self)?.readScalars() == [0])
  }

  @Test func aMetricThatDoesNotFitIsTold() throws {
    var model = Network()
    var loop = loop(for: model, isCompiled: true, metrics: [TrainingMetrics("error", MeanAbsoluteError(), labels: Float.self)])
    #expect(throws: TrainingLoopError.self) { try loop.fit(&model, epochs: 1) }
    #expect(model(Self.inputs).shape == [20, 3])
  }

  @Test func evaluatingIsWhatTheValidationMeasures() throws {
    var model = Network(), loop = loop(for: model, isCompiled: true)
    let history = try loop.fit(&model, epochs: 2)
    let validation = try #require(loop.validation)
    let statistics = try loop.evaluate(&model, on: validation)
    #expect(statistics.loss == history["validationLoss"][1])
    #expect(statistics["accuracy"] == history["validationAccuracy"][1])
    let weight = try model.hidden.weight.readScalars()
    _ = try loop.evaluate(&model, on: validation)
    #expect(try model.hidden.weight.readScalars() == weight)
  }
}
