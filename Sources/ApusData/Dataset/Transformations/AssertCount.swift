extension Dataset {
  /// The same elements, said to be so many in every epoch, where only an iteration could tell.
  ///
  ///     let even = Dataset(1...6).filter { $0 % 2 == 0 }.assertingCount(3)
  ///     print(even.count)   // Optional(3)
  ///
  /// An epoch with another number ends with `PipelineError.wrongCount`.
  public func assertingCount(_ count: Int) -> Dataset {
    if length == .finite(count) { return self }
    return Dataset(
      .streamed(Streamed(length: .finite(Swift.max(0, count))) { try CountingReader(self, $0, at: $1, expected: count) }),
      "\(description) → assertingCount(\(count))")
  }

  /// The same elements, whose number is found by reading the first epoch once.
  ///
  /// - Throws: why an element cannot be made; `PipelineError.endless` where there is no end.
  public func counted() throws -> Dataset {
    switch length {
    case .finite: return self
    case .endless: throw PipelineError.endless(description)
    case .unknown:
      let source = try reader(Reading(epoch: 0), at: nil)
      var count = 0
      while try source.next() != nil { count += 1 }
      return assertingCount(count)
    }
  }
}

private final class CountingReader<Element: Sendable>: ElementReader {
  private let source: any ElementReader<Element>
  private let expected: Int
  private var position: Int

  init(_ source: Dataset<Element>, _ reading: Reading, at place: Place?, expected: Int) throws {
    position = try place?.numbers(of: "count", atLeast: 1, parts: 1)[0] ?? 0
    self.source = try source.reader(reading, at: place?.parts[0])
    self.expected = expected
  }

  func next() throws -> Element? {
    guard let element = try source.next() else {
      if position < expected { throw PipelineError.wrongCount(expected: expected, found: position) }
      return nil
    }
    position += 1
    if position > expected { throw PipelineError.wrongCount(expected: expected, found: position) }
    return element
  }

  var place: Place { Place("count", [position], [source.place]) }
}
