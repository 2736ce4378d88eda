import Foundation

extension TrainingLoop {
  /// Trains a copy of the model with a learning rate that grows from batch to batch, and says what became of the loss.
  ///
  ///     let curve = try trainingLoop.findLearningRate(for: model)
  ///     trainingLoop.optimizer.learningRate = curve.suggestion ?? 0.01
  ///
  /// Smith, "Cyclical learning rates for training neural networks", 2017, section 3.3. The loss is an exponential moving average with the
  /// weight 0.98 and Adam's correction for its start, as in fastai; the run ends early when it is four times the least. Model, variables,
  /// optimizer and random numbers are afterwards what they were; callbacks and observers of the loop are not called.
  ///
  /// - Parameters:
  ///   - first: the first learning rate.
  ///   - last: the last learning rate.
  ///   - stepCount: the number of batches, of as many epochs as it takes; at least 2.
  public func findLearningRate(
    for model: Model, from first: Float = 1e-7, to last: Float = 10, stepCount: Int = 100, on device: Device = .default
  ) throws -> LearningRateCurve {
    var model = model
    var loop = TrainingLoop(
      training: training, optimizer: optimizer, lossFunction: lossFunction,
      callbacks: [learningRateRange(from: first, to: last, stepCount: max(stepCount, 2))], progress: .silent)
    let (variables, draws) = (model.variables.map { ($0.storage, $0.storage.stored) }, Context.local.randomDrawCount)
    defer {
      for (variable, value) in variables { variable.replace(value) }
      Context.local.randomDrawCount = draws
    }
    let batchCount = max(training.batches(ofEpoch: 0).count, 1)
    try loop.fit(&model, epochs: (max(stepCount, 2) + batchCount - 1) / batchCount, on: device)
    return LearningRateCurve(steps: loop.history.steps)
  }
}

/// Gives the steps learning rates that grow from `first` to `last` by the same factor each, and ends the run after the last or when the
/// loss has become four times its least. `LearningRateCurve(steps: history.steps)` is what came of it.
public func learningRateRange<L: TrainingLoopProtocol>(from first: Float, to last: Float, stepCount: Int) -> TrainingLoopCallback<L> {
  { loop, event in
    if event == .batchStart, loop.isTraining {
      loop.learningRate = exponential.rate(at: Float(loop.stepIndex) / Float(max(stepCount - 1, 1)), from: first, to: last)
    }
    guard event == .batchEnd, loop.isTraining else { return }
    let isOver = loop.stepIndex + 1 >= stepCount || LearningRateCurve.hasExploded(loop.history.steps)
    if isOver { throw TrainingLoopAction.cancelFit }
  }
}

extension LearningRateCurve {
  /// The curve of a run with `learningRateRange`.
  public init(steps: [History.Step]) { self.init(points: Self.smoothed(steps)) }

  static func hasExploded(_ steps: [History.Step]) -> Bool { smoothed(steps).count < steps.count }

  /// The points up to the one where the loss explodes.
  private static func smoothed(_ steps: [History.Step]) -> [(learningRate: Float, loss: Float)] {
    let weight = 0.98
    var (mean, least, points) = (0.0, Double.infinity, [(learningRate: Float, loss: Float)]())
    for (index, step) in steps.enumerated() {
      mean = weight * mean + (1 - weight) * Double(step.loss)
      let corrected = mean / (1 - pow(weight, Double(index + 1)))
      guard corrected.isFinite, corrected <= 4 * least || index == 0 else { break }
      least = min(least, corrected)
      points.append((step.learningRate, Float(corrected)))
    }
    return points
  }
}
