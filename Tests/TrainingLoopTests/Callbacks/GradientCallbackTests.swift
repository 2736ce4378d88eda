import Apus
import Testing

@testable import TrainingLoop

struct GradientCallbackTests {
  private let samples = Samples(count: 8)

  /// The step that one batch of everything makes with a learning rate of 1, without momentum.
  private func step(_ callbacks: [NetworkLoop.Callback], batchSize: Int = 8) throws -> [Float] {
    var model = Network()
    let before = try model.scalars
    var loop = NetworkLoop(
      training: samples.epochs(batchSize: batchSize, seed: nil), optimizer: SGD(for: model, learningRate: 1),
      lossFunction: softmaxCrossEntropy, callbacks: callbacks, progress: .silent)
    try loop.fit(&model, epochs: 1)
    return zip(before, try model.scalars).map { $0 - $1 }
  }

  private func norm(_ numbers: some Sequence<Float>) -> Float { numbers.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  @Test func elementsAreCut() throws {
    let (plain, clipped) = (try step([]), try step([clipGradients(toValue: 0.02)]))
    #expect(plain.contains { abs($0) > 0.02 })
    #expect(zip(plain, clipped).allSatisfy { abs(min(max($0, -0.02), 0.02) - $1) < 1e-6 })
  }

  @Test func theNormOfAllTogetherIsCut() throws {
    let (plain, clipped) = (try step([]), try step([clipGradients(toGlobalNorm: 0.1)]))
    #expect(norm(plain) > 0.1)
    #expect(zip(plain, clipped).allSatisfy { abs($0 * 0.1 / norm(plain) - $1) < 1e-6 })
    #expect(try zip(step([clipGradients(toGlobalNorm: 100)]), plain).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func theNormOfEachParameterIsCut() throws {
    let (plain, clipped) = (try step([]), try step([clipGradients(toNorm: 0.05)]))
    // Weight and bias of the two layers.
    for range in [0..<32, 32..<40, 40..<64, 64..<67] {
      let scale = min(1, 0.05 / norm(plain[range]))
      #expect(zip(plain[range], clipped[range]).allSatisfy { abs($0 * scale - $1) < 1e-6 })
    }
  }

  @Test func theMeanOfSmallBatchesIsThatOfALargeOne() throws {
    let (whole, parts) = (try step([]), try step([accumulateGradients(batchCount: 4)], batchSize: 2))
    #expect(zip(whole, parts).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test func theRestOfAnEpochMakesAStepToo() throws {
    // Three batches make one step, the fourth another.
    let (parts, plain) = (try step([accumulateGradients(batchCount: 3)], batchSize: 2), try step([], batchSize: 2))
    #expect(norm(zip(parts, plain).map { $0 - $1 }) > 1e-3)
    #expect(norm(parts) > 0.1)
  }

  /// The same steps as without, because the gradient is divided by what the loss is multiplied with; a step whose gradient overflows is
  /// left out.
  @Test func lossScalingIsAPartOfTheStep() throws {
    func weights<O: Optimizer<Network>>(_ optimizer: (Network) -> O, _ callbacks: [TrainingLoop<O, Tensor<Int32>>.Callback] = []) throws
      -> (weights: [Float], losses: [Float])
    {
      var model = Network()
      var loop = TrainingLoop(
        training: samples.epochs(batchSize: 4), optimizer: optimizer(model), lossFunction: softmaxCrossEntropy, callbacks: callbacks,
        progress: .silent)
      let history = try loop.fit(&model, epochs: 2)
      return (try model.scalars, history.steps.map(\.loss))
    }
    let plain = try weights { SGD(for: $0, learningRate: 0.5) }
    let scaled = try weights { LossScaling(SGD(for: $0, learningRate: 0.5), scale: 1024) }
    #expect(plain.weights == scaled.weights)
    #expect(plain.losses == scaled.losses)
    let overflowing = try weights { LossScaling(SGD(for: $0, learningRate: 0.5), scale: .greatestFiniteMagnitude) }
    #expect(overflowing.weights.allSatisfy { $0.isFinite })
    let clipped = try weights({ SGD(for: $0, learningRate: 0.5) }, [clipGradients(toGlobalNorm: 0.1)])
    let both = try weights({ LossScaling(SGD(for: $0, learningRate: 0.5), scale: 1024) }, [clipGradients(toGlobalNorm: 0.1)])
    #expect(zip(clipped.weights, both.weights).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  /// e ← e·d + p·(1 − d) with d = min(decay, (1 + t)/(10 + t)), by hand.
  @Test func theAverageFollowsTheParameters() throws {
    var model = Network()
    var parameters: [[Float]] = [try model.scalars]
    var averages: [[Float]] = []
    var loop = NetworkLoop(
      training: samples.epochs(batchSize: 2), validation: samples.epochs(batchSize: 8).batches(ofEpoch: 0),
      optimizer: SGD(for: model, learningRate: 1), lossFunction: softmaxCrossEntropy,
      callbacks: [
        averageWeights(decay: 0.2),
        { loop, event in
          if event == .batchEnd, loop.isTraining { parameters.append(try loop.model.scalars) }
          if event == .validationStart { averages.append(try #require(loop.validationModel).scalars) }
        },
      ], progress: .silent)
    try loop.fit(&model, epochs: 2)
    var average = parameters[0]
    for (count, values) in parameters.enumerated() {
      let decay = min(0.2, (1 + Float(count)) / (10 + Float(count)))
      average = zip(average, values).map { $0 + ($1 - $0) * (1 - decay) }
      if count == 4 { #expect(zip(average, averages[0]).allSatisfy { abs($0 - $1) < 1e-6 }) }
      if count == 8 { #expect(zip(average, averages[1]).allSatisfy { abs($0 - $1) < 1e-6 }) }
    }
    #expect(try model.scalars == parameters[8])
  }
}
