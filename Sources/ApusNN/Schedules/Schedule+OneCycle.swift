extension Schedule {
  /// Up from 1/`startDivisor` to 1, then down to a `endDivisor`th of where it started, on cosines.
  ///
  ///     Schedule.oneCycle(over: 100)(29)   // 1.0
  ///
  /// Smith and Topin, "Super-convergence", 2018, as PyTorch's `OneCycleLR` has it.
  ///
  /// - Parameter rise: the part of the steps that goes up.
  public static func oneCycle(
    over stepCount: Int, rise: Float = 0.3, startDivisor: Float = 25, endDivisor: Float = 1e4
  ) -> Schedule {
    let last = max(Float(stepCount) - 1, 1), top = min(max(rise * Float(stepCount) - 1, 1e-3), last - 1e-3), start = 1 / startDivisor
    return Schedule { step in
      let up = min(step / top, 1).cosineAnnealed(from: start, to: 1)
      let down = min((step - top) / (last - top), 1).cosineAnnealed(from: 1, to: start / endDivisor)
      return up.replacing(with: down, where: step .> top)
    }
  }
}
