import Apus
import Testing

@testable import TrainingLoop

/// A run that goes on from a resume point ends with the bits of the run that was never interrupted.
struct ContinuationTests {
  private let samples = Samples(count: 22)

  private struct Run {
    var model = Network()
    var optimizer: SGD<Network>
    var history = History()
    var sums: [Float] = []
  }

  /// A callback with a state of tensors and one of numbers.
  private func remember<L: TrainingLoopProtocol>(_ loop: inout L, event: TrainingLoopEvent) throws {
    if event == .batchEnd, loop.isTraining { loop.state["remember"][number: "batches", default: 0] += 1 }
    guard event == .updateStart, let gradient = loop.lastStepGradient else { return }
    let sum = loop.state["remember"][tensors: "norms"]?.first?.typed(Float.self) ?? Tensor(shape: [], scalars: [0])
    loop.state["remember"][tensors: "norms"] = [AnyTensor(sum + gradient.norm)]
    loop.learningRate = 0.2 / Float(1 + loop.stepIndex)
  }

  private func loop(_ run: Run, _ callbacks: [NetworkLoop.Callback]) -> NetworkLoop {
    TrainingLoop(
      training: samples.epochs(batchSize: 4), validation: samples.epochs(batchSize: 8, seed: nil).batches(ofEpoch: 0),
      optimizer: run.optimizer, lossFunction: softmaxCrossEntropy,
      metrics: [
        .accuracy, .perplexity, TrainingMetrics("f1", F1Score(classCount: 3)), TrainingMetrics("largest") { LargestLogit() },
        TrainingMetrics("spread", LogitSpread()),
      ],
      callbacks: callbacks + [remember], progress: .silent)
  }

  @Test func goingOnFromEveryBatchAndEveryEpochGivesTheSameBits() throws {
    struct Moment {
      let point: ResumePoint
      let parameters: [Float]
      let slots: [[Float]]
    }
    var moments: [Moment] = []
    var whole = Run(optimizer: SGD(for: Network(), learningRate: 0.2, momentum: 0.9))
    var trainingLoop = loop(whole, [])
    trainingLoop.callbacks.append { loop, event in
      guard event == .epochEnd || event == .batchEnd && loop.isTraining else { return }
      let slots = try loop.optimizer.state.map { try Context.local.engine.read($0.node).array(of: Float.self) }
      moments.append(Moment(point: try loop.resumePoint(after: event), parameters: try loop.model.scalars, slots: slots))
    }
    try trainingLoop.fit(&whole.model, epochs: 2)
    #expect(moments.count == 2 * 7)

    for moment in moments {
      var run = Run(optimizer: SGD(for: Network(), learningRate: 0.2, momentum: 0.9))
      run.model.fill(with: moment.parameters)
      run.optimizer.state = zip(run.optimizer.state, moment.slots).map { AnyTensor(Tensor<Float>(shape: $0.shape, scalars: $1)) }
      var continued = loop(run, [])
      try continued.fit(&run.model, epochs: 2, on: .default, from: moment.point)
      let position = moment.point.position
      #expect(try run.model.scalars == whole.model.scalars, "\(position)")
      #expect(continued.history.steps.map(\.loss) == trainingLoop.history.steps.map(\.loss), "\(position)")
      for name in ["loss", "accuracy", "perplexity", "f1", "largest", "spread", "validationLoss", "validationF1"] {
        #expect(continued.history[name] == trainingLoop.history[name], "\(name) \(position)")
      }
      #expect(continued.state["remember"][number: "batches"] == 12)
      let norms = [continued, trainingLoop].map { $0.state["remember"][tensors: "norms"]?.first?.typed(Float.self) }
      #expect(norms[0] == norms[1], "\(position)")
    }
  }

  @Test func anEpochThatHasBegunIsNotBegunAgain() throws {
    var point: ResumePoint?
    var run = Run(optimizer: SGD(for: Network(), learningRate: 0.2, momentum: 0.9))
    var first = loop(run, [])
    first.callbacks.append { loop, event in
      guard event == .batchEnd, loop.stepIndex == 4 else { return }
      point = try loop.resumePoint(after: event)
      throw TrainingLoopAction.cancelFit
    }
    try first.fit(&run.model, epochs: 1)
    var events: [TrainingLoopEvent] = []
    var second = loop(run, [{ _, event in events.append(event) }])
    try second.fit(&run.model, epochs: 1, on: .default, from: point)
    #expect(point?.position == TrainingPosition(epoch: 0, batch: 5, step: 5))
    #expect(events.prefix(5) == [.fitStart, .batchStart, .updateStart, .batchEnd, .trainingEnd])
  }
}

// Metrics of one's own that say nothing about their state.

private struct LogitSpread: Metric {
  var (least, greatest) = (Tensor<Double>(.infinity), Tensor<Double>(-.infinity))

  mutating func update<Prediction: TensorFloatingPoint, Label: TensorNumber>(
    _ predictions: Tensor<Prediction>, _ labels: Tensor<Label>, weights: Tensor<Float>?
  ) {
    let predictions = Tensor<Double>(predictions)
    (least, greatest) = (min(least, predictions.min()), max(greatest, predictions.max()))
  }
  var value: Tensor<Float> { Tensor(greatest - least) }
  mutating func reset() { self = LogitSpread() }
}

private struct LargestLogit: MetricsMeasurer {
  var largest = Tensor<Float>(-.infinity)
  mutating func reset() { largest = Tensor(-.infinity) }
  mutating func accumulate<Output, Target>(loss: Tensor<Float>, predictions: Output, labels: Target, sampleCount: Int) throws {
    guard let logits = predictions as? Tensor<Float> else { return }
    largest = max(largest, logits.max())
  }
  func measure() -> Tensor<Float> { largest }
}

extension Network {
  fileprivate mutating func fill(with scalars: [Float]) {
    var rest = scalars[...]
    visitParameters { _, parameter in
      let count = parameter.shape.contiguousSize
      parameter.node = Tensor<Float>(shape: parameter.shape, scalars: Array(rest.prefix(count))).node
      rest = rest.dropFirst(count)
    }
  }
}
