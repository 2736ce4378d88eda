/// The batches of one epoch, each made when it is asked for.
///
///     for batch in dataset.validation { print(batch.data.shape, batch.label.shape) }
///
/// A `for` loop cannot throw: at a batch that cannot be made it ends, after a line on standard error. `batch(at:)` and `collected()`
/// throw the error.
public struct Batches<Input: Sendable, Target: Sendable>: Sequence, Sendable {
  public typealias Batch = LabeledData<Input, Target>

  /// The number of samples in all batches; of a dataset that does not say how large its batches are, that of the batches.
  public let sampleCount: Int
  /// The samples of every batch but a last, shorter one; 1 for a dataset that does not say it.
  public let batchSize: Int
  /// The number of batches.
  public let count: Int
  /// What makes the batches, and in which epoch.
  package let dataset: Dataset<Batch>
  package let epoch: Int

  init(sampleCount: Int, batchSize: Int, count: Int, dataset: Dataset<Batch>, epoch: Int) {
    self.sampleCount = sampleCount
    self.batchSize = batchSize
    self.count = count
    self.dataset = dataset
    self.epoch = epoch
  }

  /// Makes the batch at `index`, from 0 to `count` − 1. Where batches have no numbers, as behind `filter`, all before it are made too.
  ///
  /// - Throws: why the data cannot be read, or that there is no such batch.
  public func batch(at index: Int) throws -> Batch {
    guard (0..<count).contains(index) else { throw missing(index) }
    if case .indexed(let all) = dataset.form { return try all.element(index, epoch) }
    var reader = try reader(at: index)
    guard let batch = try reader.nextElement() else { throw missing(index) }
    return batch
  }

  private func missing(_ index: Int) -> Mistake {
    .argument(function: "batch(at:)", problem: "there is no batch \(index) among \(count)", hint: "the first is 0")
  }

  /// The number of samples of the batch at `index`; 0 if there is none.
  public func sampleCount(at index: Int) -> Int {
    (0..<count).contains(index) ? Swift.min(batchSize, sampleCount - index * batchSize) : 0
  }

  /// The number of samples of a batch that was made.
  package func sampleCount(of batch: Batch, at index: Int) -> Int {
    dataset.batchSizes == nil ? ReadyTensors.sampleCount(of: batch) : sampleCount(at: index)
  }

  /// Whether the place of a batch is its number.
  package var haveNumbers: Bool { if case .indexed = dataset.form { true } else { false } }

  /// All batches.
  public func collected() throws -> [Batch] {
    var reader = try reader(at: 0)
    return try (0..<count).compactMap { _ in try reader.nextElement() }
  }

  /// An iterator that begins with a batch, which costs nothing where batches have numbers.
  package func reader(at index: Int) throws -> Dataset<Batch>.Iterator {
    if case .indexed = dataset.form { return try dataset.makeIterator(Reading(epoch: epoch), at: Place("index", [index])) }
    var iterator = try dataset.makeIterator(epoch: epoch)
    for _ in 0..<index { _ = try? iterator.nextElement() }
    return iterator
  }

  public struct Iterator: IteratorProtocol {
    fileprivate let batches: Batches
    private var reader: (batches: Dataset<Batch>.Iterator, position: Int)?
    /// The number of the batch that `next()` gives, from 0. May be set, to go on from there.
    public var position = 0

    fileprivate init(batches: Batches) { self.batches = batches }

    public mutating func next() -> Batch? {
      guard position < batches.count else { return nil }
      do {
        if reader?.position != position { reader = (try batches.reader(at: position), position) }
        let batch = try reader?.batches.nextElement()
        position += 1
        reader?.position = position
        return batch
      } catch {
        tellStandardError("\(error)")
        position = batches.count
        return nil
      }
    }
  }

  public func makeIterator() -> Iterator { Iterator(batches: self) }
}
