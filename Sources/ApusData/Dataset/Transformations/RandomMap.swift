extension Dataset {
  /// What a function makes of each element with random numbers: augmentation.
  ///
  ///     let noisy = samples.map(seed: 7) { sample, random in sample + Float.random(in: -1...1, using: &random) }
  ///
  /// The numbers follow from the seed, the number of the epoch and the number of the element, so that they differ from epoch to epoch,
  /// and are the same whoever makes the element, and whenever.
  public func map<Output: Sendable>(
    seed: UInt64, parallelism: Int = 1, _ transform: @escaping @Sendable (Element, inout ElementRandom) throws -> Output
  ) -> Dataset<Output> {
    transformed("map(seed: \(seed))", parallelism: parallelism) { element, index, epoch in
      var random = ElementRandom(seed: seed, epoch: epoch, element: index)
      return try transform(element, &random)
    }
  }
}

/// Random numbers for one element of a dataset.
public struct ElementRandom: RandomNumberGenerator, Sendable {
  private var generator: SplitMix64

  init(seed: UInt64, epoch: Int, element: Int) { generator = SplitMix64(seed: seed, epoch: epoch, sample: element) }

  public mutating func next() -> UInt64 { generator.next() }

  /// A number from 0 to `limit`, each as likely as the others; the same on every platform and with every version of Swift.
  public mutating func next(upTo limit: Int) -> Int { generator.next(upTo: max(0, limit)) }
}
