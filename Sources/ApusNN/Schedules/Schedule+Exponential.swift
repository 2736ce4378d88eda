extension Schedule {
  /// `rate` once more in every `stepCount` steps: rate^(step / stepCount).
  ///
  ///     Schedule.exponential(0.5, every: 10)(20)   // 0.25
  ///
  /// - Parameter staircase: whether the factor changes only at every `stepCount`th step, all at once.
  public static func exponential(_ rate: Float, every stepCount: Int = 1, staircase: Bool = false) -> Schedule {
    Schedule { step in
      let exponent = step / Float(max(stepCount, 1))
      return pow(rate, staircase ? floor(exponent) : exponent)
    }
  }

  /// The exponential schedule in steps: PyTorch's `StepLR`.
  public static func steps(_ rate: Float, every stepCount: Int) -> Schedule { exponential(rate, every: stepCount, staircase: true) }
}
