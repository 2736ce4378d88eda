extension Dataset: Sequence {
  /// Gives the elements of one epoch. A copy reads on together with the original.
  public struct Iterator: IteratorProtocol {
    private let epoch: Int
    private var reader: (any ElementReader<Element>)?

    fileprivate init(_ reader: any ElementReader<Element>, epoch: Int) { (self.reader, self.epoch) = (reader, epoch) }
    fileprivate init() { (reader, epoch) = (nil, 0) }

    /// The next element; `nil` at the end, and at an element that cannot be made, after a line on standard error.
    public mutating func next() -> Element? {
      do { return try nextElement() } catch {
        tellStandardError("\(error)")
        reader = nil
        return nil
      }
    }

    /// The next element; `nil` at the end.
    ///
    /// - Throws: why it cannot be made. The next call goes on behind it.
    public mutating func nextElement() throws -> Element? { try reader?.next() }

    /// Where the iteration stands.
    public var state: DatasetState { DatasetState(epoch: epoch, place: reader?.place ?? Place("end")) }
  }

  public func makeIterator() -> Iterator {
    do { return try makeIterator(epoch: 0) } catch {
      tellStandardError("\(error)")
      return Iterator()
    }
  }

  /// An iterator over the elements of an epoch that throws what goes wrong.
  public func makeIterator(epoch: Int) throws -> Iterator { try makeIterator(Reading(epoch: epoch), at: nil) }

  /// An iterator that goes on where another stood.
  ///
  /// - Throws: `PipelineError` if the state is of another pipeline; what goes wrong where elements are read again.
  public func makeIterator(from state: DatasetState) throws -> Iterator {
    try makeIterator(Reading(epoch: state.epoch), at: state.place)
  }

  func makeIterator(_ reading: Reading, at place: Place?) throws -> Iterator {
    Iterator(try reader(reading, at: place), epoch: reading.epoch)
  }

  /// All elements of an epoch.
  ///
  ///     print(try Dataset(1...6).inBatches(of: 4).collected())   // [[1, 2, 3, 4], [5, 6]]
  ///
  /// - Throws: why one cannot be made; `PipelineError.endless` where there is no end.
  public func collected(epoch: Int = 0) throws -> [Element] {
    if isEndless { throw PipelineError.endless(description) }
    var iterator = try makeIterator(epoch: epoch)
    var elements: [Element] = []
    while let element = try iterator.nextElement() { elements.append(element) }
    return elements
  }
}
