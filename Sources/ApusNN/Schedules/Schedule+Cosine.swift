extension Schedule {
  /// From 1 to `end` along half a wave of a cosine in `stepCount` steps, then `end`.
  ///
  ///     Schedule.cosine(over: 100, to: 0.1)(100)   // 0.1
  ///
  /// Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017, equation 5.
  public static func cosine(over stepCount: Int, to end: Float = 0) -> Schedule {
    Schedule { step in step.progress(over: stepCount).cosineAnnealed(from: 1, to: end) }
  }

  /// The cosine anew after every cycle, each cycle `multiplier` times as long as the one before.
  ///
  ///     Schedule.cosineWithRestarts(first: 10, multiplier: 2)(10)   // 1.0
  ///
  /// Equation 5 of the same paper with its section 3's cycles.
  ///
  /// - Parameter multiplier: at least 1.
  public static func cosineWithRestarts(first stepCount: Int, multiplier: Int = 1, to end: Float = 0) -> Schedule {
    let (first, multiplier) = (max(stepCount, 1), max(multiplier, 1))
    let starts = multiplier == 1 ? [] : starts(first, multiplier)
    return Schedule { step in
      let start = multiplier == 1 ? floor(step / Float(first)) * Float(first) : step.last(of: starts)
      // Cycles grow by what was before them: the one that starts at s has first + s·(multiplier − 1) steps.
      let length = start * Float(multiplier - 1) + Float(first)
      return ((step - start) / length).cosineAnnealed(from: 1, to: end)
    }
  }

  /// The steps at which cycles start, as far as a `Float` counts.
  private static func starts(_ first: Int, _ multiplier: Int) -> [Float] {
    var (starts, length) = ([0], first)
    while let last = starts.last, last + length < 1 << 24 {
      starts.append(last + length)
      length = length.multipliedReportingOverflow(by: multiplier).overflow ? .max >> 1 : length * multiplier
    }
    return starts.map(Float.init)
  }
}

extension Tensor<Float> {
  /// The largest of `numbers`, which ascend from 0, that is not above this one.
  fileprivate func last(of numbers: [Float]) -> Tensor {
    zip(numbers, numbers.dropFirst()).reduce(self * 0) { sum, pair in sum + Tensor(self .>= pair.1) * (pair.1 - pair.0) }
  }

  /// At 0 `start` and at 1 `end`, on half a wave of a cosine.
  func cosineAnnealed(from start: Float, to end: Float) -> Tensor {
    let height = (cos(self * Float.pi) + 1) * 0.5
    return height * (start - end) + end
  }
}
