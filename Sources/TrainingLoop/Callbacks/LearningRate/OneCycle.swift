/// Raises the learning rate to `maximum` and lets it fall to almost nothing, both on half a wave of a cosine, over the whole run.
///
///     callbacks: [oneCycle(maximum: 0.1)]
///
/// Smith and Topin, "Super-convergence: very fast training of neural networks using large learning rates", 2018, with the divisors and the
/// shape of fastai.
///
/// - Parameters:
///   - rise: the part of the steps that goes up, from 0 to 1.
///   - startDivisor: the first rate is the maximum divided by it.
///   - endDivisor: the last rate is the maximum divided by it.
public func oneCycle<L: TrainingLoopProtocol>(
  maximum: Float, rise: Float = 0.25, startDivisor: Float = 25, endDivisor: Float = 1e5
) -> TrainingLoopCallback<L> {
  learningRateScheduler { totalStepCount in
    let up = Int((Float(totalStepCount) * min(max(rise, 0), 1)).rounded())
    var schedule = LearningRateSchedule(startRate: maximum / startDivisor)
    schedule.appendSegment(stepCount: up, shape: cosine, endRate: maximum)
    schedule.appendSegment(stepCount: totalStepCount - max(up - 1, 0), shape: cosine, endRate: maximum / endDivisor)
    return schedule
  }
}
