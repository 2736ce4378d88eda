/// The batches of one epoch, each made when it is asked for.
///
///     for batch in dataset.validation { print(batch.data.shape, batch.label.shape) }
///
/// A `for` loop cannot throw: at a batch that cannot be made it ends, after a line on standard error. `batch(at:)` and `collected()`
/// throw the error.
public struct Batches<Input: Sendable, Target: Sendable>: Sequence, Sendable {
  public typealias Batch = LabeledData<Input, Target>

  /// The number of samples in all batches.
  public let sampleCount: Int
  /// The samples of every batch but a last, shorter one.
  public let batchSize: Int
  /// The number of batches.
  public let count: Int
  private let order: [Int]?
  private let makeBatch: @Sendable (_ samples: [Int]) throws -> Batch

  init(
    sampleCount: Int, batchSize: Int, count: Int, order: [Int]?, _ makeBatch: @escaping @Sendable (_ samples: [Int]) throws -> Batch
  ) {
    self.sampleCount = sampleCount
    self.batchSize = batchSize
    self.count = count
    self.order = order
    self.makeBatch = makeBatch
  }

  /// Makes the batch at `index`, from 0 to `count` − 1.
  ///
  /// - Throws: why the data cannot be read, or that there is no such batch.
  public func batch(at index: Int) throws -> Batch {
    guard (0..<count).contains(index) else {
      throw Mistake.argument(function: "batch(at:)", problem: "there is no batch \(index) among \(count)", hint: "the first is 0")
    }
    let places = index * batchSize..<Swift.min((index + 1) * batchSize, sampleCount)
    return try makeBatch(order.map { Array($0[places]) } ?? Array(places))
  }

  /// The number of samples of the batch at `index`; 0 if there is none.
  public func sampleCount(at index: Int) -> Int {
    (0..<count).contains(index) ? Swift.min(batchSize, sampleCount - index * batchSize) : 0
  }

  /// All batches.
  public func collected() throws -> [Batch] { try (0..<count).map(batch(at:)) }

  public struct Iterator: IteratorProtocol {
    fileprivate let batches: Batches
    /// The number of the batch that `next()` gives, from 0. May be set, to go on from there.
    public var position = 0

    public mutating func next() -> Batch? {
      guard position < batches.count else { return nil }
      do {
        defer { position += 1 }
        return try batches.batch(at: position)
      } catch {
        tellStandardError("\(error)")
        position = batches.count
        return nil
      }
    }
  }

  public func makeIterator() -> Iterator { Iterator(batches: self) }
}
