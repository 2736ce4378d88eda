import Apus
import Testing
import TrainingLoop

struct EventOrderTests {
  private let samples = Samples(count: 10)

  private func loop(_ model: Network, callbacks: [NetworkLoop.Callback]) -> NetworkLoop {
    TrainingLoop(
      training: samples.epochs(batchSize: 8), validation: samples.epochs(batchSize: 10, seed: nil).batches(ofEpoch: 0),
      optimizer: SGD(for: model, learningRate: 0.1), lossFunction: softmaxCrossEntropy, metrics: [.accuracy], callbacks: callbacks,
      progress: .silent)
  }

  private func events(epochs: Int = 1, _ callback: @escaping NetworkLoop.Callback = { _, _ in }) throws -> [TrainingLoopEvent] {
    var model = Network()
    var events: [TrainingLoopEvent] = []
    var loop = loop(model, callbacks: [{ _, event in events.append(event) }, callback])
    try loop.fit(&model, epochs: epochs)
    return events
  }

  private static let training: [TrainingLoopEvent] =
    [.trainingStart, .batchStart, .updateStart, .batchEnd, .batchStart, .updateStart, .batchEnd, .trainingEnd]
  private static let validation: [TrainingLoopEvent] = [.validationStart, .batchStart, .inferencePredictionEnd, .batchEnd, .validationEnd]

  @Test func theTwelveEventsComeInTheOrderOfSwiftForTensorFlow() throws {
    let epoch = [.epochStart] + Self.training + Self.validation + [.epochEnd]
    #expect(try events(epochs: 2) == [.fitStart] + epoch + epoch + [.fitEnd])
    #expect(Set(try events()) == Set(TrainingLoopEvent.allCases))
  }

  @Test func aBatchCancelledBeforeItsUpdateLeavesTheModelAsItIs() throws {
    var model = Network()
    let before = try model.scalars
    var loop = loop(model, callbacks: [{ _, event in if event == .updateStart { throw TrainingLoopAction.cancelBatch } }])
    let history = try loop.fit(&model, epochs: 1)
    #expect(try model.scalars == before)
    #expect(history.epochs.count == 1)
  }

  @Test func cancellingTheTrainingGoesOnWithTheValidation() throws {
    let seen = try events { loop, event in
      if event == .updateStart, loop.batchIndex == 0 { throw TrainingLoopAction.cancelTraining }
    }
    let training: [TrainingLoopEvent] = [.trainingStart, .batchStart, .updateStart, .trainingEnd]
    #expect(seen == [.fitStart, .epochStart] + training + Self.validation + [.epochEnd, .fitEnd])
  }

  @Test func cancellingTheValidationEndsIt() throws {
    let seen = try events { _, event in if event == .inferencePredictionEnd { throw TrainingLoopAction.cancelValidation } }
    let validation: [TrainingLoopEvent] = [.validationStart, .batchStart, .inferencePredictionEnd, .validationEnd]
    #expect(seen == [.fitStart, .epochStart] + Self.training + validation + [.epochEnd, .fitEnd])
  }

  @Test func cancellingAnEpochGoesOnWithTheNext() throws {
    let seen = try events(epochs: 2) { loop, event in
      if event == .trainingStart, loop.epochIndex == 0 { throw TrainingLoopAction.cancelEpoch }
    }
    let whole = [.epochStart] + Self.training + Self.validation + [.epochEnd]
    #expect(seen == [.fitStart, .epochStart, .trainingStart, .epochEnd] + whole + [.fitEnd])
  }

  @Test func cancellingTheFitEndsItWithItsHistory() throws {
    var model = Network()
    var events: [TrainingLoopEvent] = []
    var loop = loop(
      model,
      callbacks: [
        { loop, event in
          events.append(event)
          if event == .inferencePredictionEnd, loop.epochIndex == 1 { throw TrainingLoopAction.cancelFit }
        }
      ])
    let history = try loop.fit(&model, epochs: 5)
    #expect(history.epochs.map(\.index) == [0, 1])
    #expect(history.epochs.map { $0.validation != nil } == [true, false])
    #expect(events.suffix(2) == [.inferencePredictionEnd, .fitEnd])
  }

  @Test func theErrorOfACallbackEndsTheFitAndTheModelKeepsWhatItLearnt() throws {
    struct Stop: Error {}
    var model = Network()
    let before = try model.scalars
    var stepCount = 0
    var loop = loop(
      model,
      callbacks: [
        { _, event in
          if event == .batchEnd { stepCount += 1 }
          if stepCount == 2 { throw Stop() }
        }
      ])
    #expect(throws: Stop.self) { try loop.fit(&model, epochs: 3) }
    var expected = Network()
    var reference = self.loop(
      expected,
      callbacks: [
        { loop, event in
          if event == .trainingEnd { throw TrainingLoopAction.cancelFit }
        }
      ])
    try reference.fit(&expected, epochs: 1)
    #expect(try model.scalars == expected.scalars)
    #expect(try model.scalars != before)
  }

  @Test func callbacksSeeTheLearningPhaseAndTheCallerKeepsHis() throws {
    var model = Network()
    var phases: [TrainingLoopEvent: LearningPhase] = [:]
    var loop = loop(model, callbacks: [{ _, event in phases[event] = Context.local.learningPhase }])
    try loop.fit(&model, epochs: 1)
    #expect(phases[.updateStart] == .training)
    #expect(phases[.inferencePredictionEnd] == .inference)
    #expect(Context.local.learningPhase == .inference)
  }

  @Test func callbacksSeeTheStepAndMayChangeTheGradient() throws {
    var model = Network()
    let before = try model.scalars
    var shapes: [TensorShape?] = []
    var losses: [Float] = []
    var loop = loop(
      model,
      callbacks: [
        { loop, event in
          if event == .updateStart {
            shapes.append(loop.lastStepInput?.shape)
            let zero = valueWithGradient(at: Network()) { _ in Tensor<Float>(0) }.gradient
            loop.lastStepGradient = zero
          }
          if event == .batchEnd, Context.local.learningPhase == .training {
            shapes.append(loop.lastStepOutput?.shape)
            losses.append(try #require(loop.lastStepLoss).scalarized())
            #expect(loop.lastStepGradient == nil)
          }
        }
      ])
    try loop.fit(&model, epochs: 1)
    #expect(shapes == [[8, 4], [8, 3], [2, 4], [2, 3]])
    #expect(losses.allSatisfy { $0 > 0 && $0 < 10 })
    #expect(try model.scalars == before)
  }
}
