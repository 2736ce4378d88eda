extension Schedule {
  /// From `start` to `end` on a straight line in `stepCount` steps, then `end`: by default a warm-up.
  ///
  ///     Schedule.linear(over: 100)(25)   // 0.25
  public static func linear(from start: Float = 0, to end: Float = 1, over stepCount: Int) -> Schedule {
    Schedule { step in step.progress(over: stepCount) * (end - start) + start }
  }
}
