/// The order of the samples in one epoch: a permutation that depends on the seed and the number of the epoch and nothing else.
///
/// Any epoch can be had without those before it, which is what continuing a run needs. The algorithm is written out here because the
/// standard library's `shuffle` may change between versions, and with it the bits of a training run.
public enum Shuffling {
  /// `0..<count` in the order of epoch number `epoch`.
  public static func order(count: Int, seed: UInt64, epoch: Int) -> [Int] {
    var generator = SplitMix64(seed: seed, epoch: epoch)
    var order = Array(0..<count)
    // Fisher and Yates, from the end.
    for last in order.indices.dropFirst().reversed() { order.swapAt(last, generator.next(upTo: last)) }
    return order
  }
}

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
struct SplitMix64 {
  var state: UInt64

  /// What an epoch draws from.
  init(seed: UInt64, epoch: Int) { state = Self.mixed(Self.mixed(seed &+ 1) &+ UInt64(truncatingIfNeeded: epoch)) }

  /// What a sample of an epoch draws from, whatever the other samples draw.
  init(seed: UInt64, epoch: Int, sample: Int) {
    state = Self.mixed(Self(seed: seed, epoch: epoch).state &+ UInt64(truncatingIfNeeded: sample))
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// A number from 0 to `limit`, each as likely as the others (Lemire, "Fast random integer generation in an interval", 2019).
  mutating func next(upTo limit: Int) -> Int {
    let count = UInt64(limit) + 1
    var product = next().multipliedFullWidth(by: count)
    if product.low < count {
      let threshold = (0 &- count) % count
      while product.low < threshold { product = next().multipliedFullWidth(by: count) }
    }
    return Int(product.high)
  }

  static func mixed(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
