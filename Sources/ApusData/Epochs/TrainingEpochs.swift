/// Endlessly many epochs over samples, each in another random order and cut into batches: S4TF's Epochs API.
///
///     let epochs = TrainingEpochs(samples: examples, batchSize: 32, seed: 7)
///     for epoch in epochs.prefix(10) {
///       for batch in epoch { step(batch.collated) }
///     }
///
/// Every batch has `batchSize` samples; samples that do not fill a batch sit out the epoch, other ones each time. (`Epochs`, which the
/// training loop takes, keeps them as a shorter batch.)
public struct TrainingEpochs<Samples: RandomAccessCollection>: Sequence, IteratorProtocol {
  /// One epoch: its batches.
  public typealias Element = Slices<Sampling<Samples, ArraySlice<Samples.Index>>>

  private let samples: Samples
  private let batchSize: Int
  private let seed: UInt64

  /// The number of the epoch that `next()` gives, from 0. May be set, to go on from there.
  public var epoch = 0

  /// A `batchSize` below 1 makes a sequence without epochs, which says so on standard error.
  ///
  /// - Parameter seed: decides the order of the samples in every epoch.
  public init(samples: Samples, batchSize: Int, seed: UInt64 = 0) {
    if batchSize < 1 { tellBatchSize(batchSize, function: "TrainingEpochs") }
    self.samples = samples
    self.batchSize = batchSize
    self.seed = seed
  }

  public mutating func next() -> Element? {
    if batchSize < 1 { return nil }
    let order = Shuffling.order(count: samples.count, seed: seed, epoch: epoch)
    epoch += 1
    let places = order.map { samples.index(samples.startIndex, offsetBy: $0) }
    return samples.sampled(at: places.prefix(samples.count / batchSize * batchSize)).inBatches(of: batchSize)
  }
}

extension TrainingEpochs: Sendable where Samples: Sendable, Samples.Index: Sendable {}
