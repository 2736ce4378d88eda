import Foundation

/// Gives every step the learning rate of a schedule.
///
///     learningRateScheduler(
///       schedule: makeSchedule([
///         ScheduleSegment(shape: linear, startRate: 0, endRate: peakLearningRate, stepCount: 10),
///         ScheduleSegment(shape: linear, endRate: 0),
///       ]))
///
/// - Parameters:
///   - schedule: given the number of steps of the run, its schedule.
///   - biasCorrectionBeta: for an optimizer without the correction of Adam's first steps, which multiplies the rate by
///     √(1 − β₂ᵗ) / (1 − β₁ᵗ), t counted from 1: Kingma and Ba, "Adam: a method for stochastic optimization", 2015, section 2. The
///     optimizers of this library correct by themselves.
public func learningRateScheduler<L: TrainingLoopProtocol>(
  schedule: @escaping (_ totalStepCount: Int) -> LearningRateSchedule, biasCorrectionBeta: (Float, Float)? = nil
) -> TrainingLoopCallback<L> {
  { loop, event in
    guard event == .batchStart, loop.isTraining else { return }
    var rate = schedule(loop.stepCount)(loop.stepIndex)
    if let (first, second) = biasCorrectionBeta {
      let step = Float(loop.stepIndex + 1)
      rate *= sqrt(1 - pow(second, step)) / (1 - pow(first, step))
    }
    loop.learningRate = rate
  }
}

/// Multiplies the learning rate that the run starts with by what a schedule says, which counts steps from 0.
///
///     learningRateScheduler(.linear(over: 500).then(.cosine(over: 9500), after: 500))
///
/// The rate is set on the host, so that the history shows it. `optimizer.following(schedule)` has the device compute it instead.
public func learningRateScheduler<L: TrainingLoopProtocol>(
  _ schedule: Schedule, name: String = "learningRateScheduler"
) -> TrainingLoopCallback<L> {
  { loop, event in
    guard event == .batchStart, loop.isTraining else { return }
    let base = loop.state[name][number: "base"] ?? Double(loop.learningRate)
    loop.state[name][number: "base"] = base
    let factor = try schedule.factorOnHost(at: loop.stepIndex)
    loop.learningRate = Float(base) * factor
  }
}

extension Schedule {
  /// The factor, computed where no device has to be waited for.
  fileprivate func factorOnHost(at step: Int) throws -> Float {
    let node = factor(at: Tensor(shape: [], scalars: [Float(step)])).node.evaluatedOnHost()
    if let diagnosis = node.diagnosis { throw diagnosis }
    return node.hostArray?.array(of: Float.self).first ?? .nan
  }
}
