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
  private let source: Source

  private enum Source {
    /// Samples that have numbers, of which batches are made.
    case samples(@Sendable (_ samples: [Int], _ epoch: Int) throws -> Batch)
    case batches(Dataset<Batch>)
  }

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
    self.init(sampleCount, batchSize, seed, error: nil, .samples(makeBatch))
  }

  /// Epochs of data that cannot be read. A mistake gets the user's line.
  public init(failingWith error: any Error) {
    let error = (error as? Mistake).map(located) ?? error
    self.init(1, 1, nil, error: error, .samples { _, _ in throw error })
  }

  /// Epochs of the batches of a dataset: each is the dataset in an epoch of its own.
  ///
  ///     let epochs = Epochs(Dataset(inputs: x, targets: y).shuffled(seed: 7).batched(32))
  ///
  /// `seed` and `dropsLastPartialBatch` say nothing about them: the dataset does. Without a known number of batches there is an error
  /// instead, which says how to give one.
  public init(_ batches: Dataset<Batch>) {
    guard let count = batches.count else {
      self.init(failingWith: batches.isEndless ? PipelineError.endless(batches.description) : .unknownCount(batches.description))
      return
    }
    let sizes = batches.batchSizes
    self.init(sizes?.sampleCount ?? count, sizes?.size ?? 1, nil, error: nil, .batches(batches))
  }

  private init(_ sampleCount: Int, _ batchSize: Int, _ seed: UInt64?, error: (any Error)?, _ source: Source) {
    self.sampleCount = sampleCount
    self.batchSize = batchSize
    self.seed = seed
    self.error = error
    self.source = source
  }

  /// What is done to the data, in words, if that is a dataset's affair.
  package var pipeline: String? { if case .batches(let dataset) = source { dataset.description } else { nil } }

  /// What makes the batches.
  package var dataset: Dataset<Batch> {
    switch source {
    case .batches(let dataset): return dataset
    case .samples(let makeBatch):
      let samples = Dataset(0..<sampleCount)
      let ordered = seed.map { samples.shuffled(seed: $0) } ?? samples
      return ordered.inBatches(of: batchSize, dropsRemainder: dropsLastPartialBatch).remade(makeBatch)
    }
  }

  /// The batches of the epoch with the number `epoch`, from 0.
  public func batches(ofEpoch epoch: Int) -> Batches<Input, Target> {
    let dataset = dataset
    let count = dataset.count ?? 0
    return Batches(
      sampleCount: Swift.min(sampleCount, count * batchSize), batchSize: batchSize, count: count, dataset: dataset, epoch: epoch)
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

extension Dataset {
  /// What a function makes of elements that have numbers; its errors are told as they are.
  fileprivate func remade<Output: Sendable>(_ make: @escaping @Sendable (_ element: Element, _ epoch: Int) throws -> Output) -> Dataset<
    Output
  > {
    guard case .indexed(let all) = form else { return transformed("map") { element, _, epoch in try make(element, epoch) } }
    return Dataset<Output>(
      .indexed(Indexed(length: all.length) { index, epoch in try make(all.element(index, epoch), epoch) }), description, sizes: batchSizes)
  }
}
