extension Schedule {
  /// A warm-up of `warmup` steps to 1, then √(warmup / step), steps counted from 1.
  ///
  ///     Schedule.inverseSquareRoot(warmup: 100)(399)   // 0.5
  ///
  /// Vaswani et al., "Attention is all you need", 2017, equation 3, whose factor of the model's size is left to the learning rate.
  public static func inverseSquareRoot(warmup: Int) -> Schedule {
    let warmup = Float(max(warmup, 1))
    return Schedule { step in
      let number = step + 1
      return min(number / warmup, sqrt(warmup / number))
    }
  }
}
