extension Schedule {
  /// From 1 to `end` as a power of what is left of `stepCount` steps, then `end`; with the power 1 a straight line.
  ///
  ///     Schedule.polynomial(over: 100, power: 2)(50)   // 0.25
  public static func polynomial(over stepCount: Int, power: Float = 1, to end: Float = 0) -> Schedule {
    Schedule { step in pow(1 - step.progress(over: stepCount), power) * (1 - end) + end }
  }
}
