#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The random numbers of NumPy's `np.random.seed(…)`, bit for bit.
///
/// Programs that were written for NumPy get the same data, splits and orders from it. Apus's own random numbers come from
/// `Tensor(randomNormal:seed:)`, in parallel and on the device.
///
///     var random = NumPyRandom(seed: 32)                                  // np.random.seed(32)
///     let x = random.normal(mean: 50, standardDeviation: 100, count: 200) // np.random.normal(50, 100, 200)
///     print(x[0])                                                         // 15.11055490105749
///
/// These are the methods of NumPy's `RandomState`, which NumPy has promised never to change; `np.random.default_rng` is another
/// generator. Logarithms are those of the C library, as in NumPy.
public struct NumPyRandom: Sendable {
  private var generator: MersenneTwister
  /// The second number of a pair of normal ones, kept for the next call.
  private var keptNormal: Double?

  /// `np.random.seed(seed)` of a number.
  public init(seed: UInt32) { generator = MersenneTwister(seed: seed) }

  /// `np.random.seed(seeds)` of an array. One of a single number is that number; an empty one, which NumPy refuses, is 0.
  public init(seeds: [UInt32]) {
    generator = seeds.count > 1 ? MersenneTwister(seeds: seeds) : MersenneTwister(seed: seeds.first ?? 0)
  }

  /// One number from 0 up to, and without, 1, with 53 random bits: `random_sample()`.
  mutating func uniform() -> Double {
    let high = Double(generator.next() >> 5), low = Double(generator.next() >> 6)
    return (high * 67_108_864 + low) / 9_007_199_254_740_992
  }

  /// One number of the standard normal distribution, by Marsaglia's polar method, 1962.
  mutating func standardNormal() -> Double {
    if let kept = keptNormal {
      keptNormal = nil
      return kept
    }
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let squaredRadius = x * x + y * y
      guard squaredRadius < 1, squaredRadius != 0 else { continue }
      let factor = (-2 * log(squaredRadius) / squaredRadius).squareRoot()
      keptNormal = factor * x
      return factor * y
    }
  }

  /// A number from 0 to `limit`, each as likely as the others: of as many bits as the limit has, those that are not too large.
  mutating func integer(upTo limit: UInt64) -> UInt64 {
    guard limit > 0 else { return 0 }
    let mask = UInt64.max >> limit.leadingZeroBitCount
    while true {
      let bits = limit <= UInt64(UInt32.max) ? UInt64(generator.next()) : UInt64(generator.next()) << 32 | UInt64(generator.next())
      if bits & mask <= limit { return bits & mask }
    }
  }
}
