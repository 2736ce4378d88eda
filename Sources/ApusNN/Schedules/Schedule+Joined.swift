extension Schedule {
  /// This schedule for `stepCount` steps, then `next`, which counts from 0 again.
  ///
  ///     let schedule = Schedule.linear(over: 10).then(.constant(0.5), after: 10)
  ///     schedule(5)    // 0.5
  ///     schedule(20)   // 0.5
  public func then(_ next: Schedule, after stepCount: Int) -> Schedule {
    let count = Float(max(stepCount, 0))
    return Schedule { step in factor(at: step).replacing(with: next.factor(at: step - count), where: step .>= count) }
  }
}
