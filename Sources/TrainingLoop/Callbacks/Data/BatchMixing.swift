import Foundation

/// The random decisions about one batch: they follow from seed and number of the step, so that a run that is continued decides the same.
struct BatchMixing {
  private let seed: UInt64
  private let step: Int
  private let key: Int
  private var drawCount = 0

  init(seed: UInt64, step: Int) {
    self.seed = seed
    self.step = step
    key = Int(truncatingIfNeeded: seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(truncatingIfNeeded: step))
  }

  /// Which sample each of `count` is mixed with.
  func partners(count: Int) -> Tensor<Int32> {
    Tensor(shape: [count], scalars: Shuffling.order(count: count, seed: seed, epoch: step).map { Int32($0) })
  }

  /// A number from 0 to 1.
  mutating func uniform() -> Double {
    drawCount += 1
    return Double(RandomKey.words(seed: key, count: drawCount)[drawCount - 1] >> 11) * 0x1p-53
  }

  /// A draw of the beta distribution whose parameters are both `alpha`; 1/2 where that is not above 0.
  ///
  /// x / (x + y) of two draws x, y of the gamma distribution.
  mutating func beta(_ alpha: Float) -> Float {
    guard alpha > 0, alpha.isFinite else { return 0.5 }
    let (x, y) = (gamma(Double(alpha)), gamma(Double(alpha)))
    return x + y > 0 ? Float(x / (x + y)) : uniform() < 0.5 ? 0 : 1
  }

  /// Marsaglia and Tsang, "A simple method for generating gamma variables", 2000; below 1 by the boost of its section 6.
  private mutating func gamma(_ alpha: Double) -> Double {
    if alpha < 1 { return gamma(alpha + 1) * pow(uniform(), 1 / alpha) }
    let d = alpha - 1.0 / 3, c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal(), v = pow(1 + c * x, 3)
      if v > 0, log(max(uniform(), 0x1p-53)) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
    }
  }

  /// Box and Muller, "A note on the generation of random normal deviates", 1958.
  private mutating func normal() -> Double {
    (-2 * log(max(uniform(), 0x1p-53))).squareRoot() * cos(2 * .pi * uniform())
  }
}
