/// Endlessly many epochs of batches: what a training loop takes.
///
///     let epochs = Epochs(inputs: x, targets: y, batchSize: 32, seed: 7)
///     for epoch in epochs.prefix(10) {
///       for batch in epoch { step(batch.data, batch.label) }
///     }
///
/// Each epoch has all samples, in an order that follows from the seed and the number of the epoch; the last batch is shorter if the
/// samples do not fill it. Data that cannot be read is remembered as its error, which whoever asks for the first batch gets.
public struct Epochs<Input: Sendable, Target: Sendable>: Sequence, Sendable {
  public typealias Batch = LabeledData<Input, Target>

  public let sampleCount: Int
  public let batchSize: Int
  /// Decides the order of the samples; `nil` if they keep theirs.
  public var seed: UInt64?
  /// Whether samples that do not fill a batch sit out the epoch.
  public var dropsLastPartialBatch = false
  /// Why there is no data, if there is none.
  public let error: (any Error)?
  private let makeBatch: @Sendable (_ samples: [Int], _ epoch: Int) throws -> Batch

  /// - Parameters:
  ///   - seed: decides the order of the samples in every epoch; `nil` keeps them in theirs.
  ///   - makeBatch: makes a batch of the samples with the given numbers. It is called on other threads than the training's.
  public init(
    sampleCount: Int, batchSize: Int, seed: UInt64?, makeBatch: @escaping @Sendable (_ samples: [Int]) throws -> Batch
  ) {
    self.init(sampleCount: sampleCount, batchSize: batchSize, seed: seed) { samples, _ in try makeBatch(samples) }
  }

  /// Epochs whose samples look different each time, as augmented images do.
  ///
  /// - Parameter makeBatch: given the number of the epoch too, from 0. To go on from a saved state with the same bits it must depend on
  ///   nothing else: no generator whose state it changes.
  public init(
    sampleCount: Int, batchSize: Int, seed: UInt64?, makeBatch: @escaping @Sendable (_ samples: [Int], _ epoch: Int) throws -> Batch
  ) {
    guard batchSize > 0 else {
      self.init(failingWith: Mistake.batchSize(batchSize, function: "Epochs"))
      return
    }
    guard sampleCount >= 0 else {
      self.init(
        failingWith: Mistake.argument(
          function: "Epochs", problem: "batches of \(batchSize) cannot be made of \(sampleCount) samples",
          hint: "a batch has at least one sample"))
      return
    }
    self.init(checkedCount: sampleCount, batchSize, seed, error: nil, makeBatch)
  }

  /// Epochs of data that cannot be read. A mistake gets the user's line.
  public init(failingWith error: any Error) {
    let error = (error as? Mistake).map(located) ?? error
    self.init(checkedCount: 1, 1, nil, error: error) { _, _ in throw error }
  }

  private init(
    checkedCount: Int, _ batchSize: Int, _ seed: UInt64?, error: (any Error)?,
    _ makeBatch: @escaping @Sendable (_ samples: [Int], _ epoch: Int) throws -> Batch
  ) {
    sampleCount = checkedCount
    self.batchSize = batchSize
    self.seed = seed
    self.error = error
    self.makeBatch = makeBatch
  }

  /// The batches of the epoch with the number `epoch`, from 0.
  public func batches(ofEpoch epoch: Int) -> Batches<Input, Target> {
    let whole = sampleCount / batchSize
    let count = dropsLastPartialBatch || sampleCount % batchSize == 0 ? whole : whole + 1
    let makeBatch = makeBatch
    return Batches(
      sampleCount: Swift.min(sampleCount, count * batchSize), batchSize: batchSize, count: count,
      order: seed.map { Shuffling.order(count: sampleCount, seed: $0, epoch: epoch) }
    ) { try makeBatch($0, epoch) }
  }

  public struct Iterator: IteratorProtocol {
    fileprivate let epochs: Epochs
    /// The number of the epoch that `next()` gives, from 0. May be set, to go on from there.
    public var epoch = 0

    public mutating func next() -> Batches<Input, Target>? {
      defer { epoch += 1 }
      return epochs.batches(ofEpoch: epoch)
    }
  }

  public func makeIterator() -> Iterator { Iterator(epochs: self) }
}
