extension Dataset {
  /// The elements of this dataset, then those of another.
  ///
  ///     print(try Dataset(0..<2).concatenated(with: Dataset([7])).collected())   // [0, 1, 7]
  public func concatenated(with other: Dataset) -> Dataset {
    let description = "\(description) + \(other.description)"
    let length: Length =
      switch (length, other.length) {
      case (.finite(let a), .finite(let b)): .finite(a + b)
      case (.endless, _): .endless
      case (.finite, .endless): .endless
      default: .unknown
      }
    if case .indexed(let all) = form, case .indexed(let others) = other.form {
      guard case .finite(let count) = all.length else { return self }
      let collate: Indexed<Element>.Collate = { indices, epoch in
        if indices.allSatisfy({ $0 < count }) { return try all.collate?(indices, epoch) }
        return indices.allSatisfy { $0 >= count } ? try others.collate?(indices.map { $0 - count }, epoch) : nil
      }
      let both = Indexed(length: length, collate: collate) { index, epoch in
        index < count ? try all.element(index, epoch) : try others.element(index - count, epoch)
      }
      return Dataset(.indexed(both.working(like: all).working(like: others)), description)
    }
    return Dataset(.streamed(Streamed(length: length) { try ConcatenationReader(self, other, $0, at: $1) }), description)
  }
}

private final class ConcatenationReader<Element: Sendable>: ElementReader {
  private let second: Dataset<Element>
  private let reading: Reading
  private var isInSecond: Bool
  private var source: any ElementReader<Element>

  init(_ first: Dataset<Element>, _ second: Dataset<Element>, _ reading: Reading, at place: Place?) throws {
    isInSecond = try place?.numbers(of: "concatenation", atLeast: 1, parts: 1)[0] == 1
    (self.second, self.reading) = (second, reading)
    source = try (isInSecond ? second : first).reader(reading, at: place?.parts[0])
  }

  func next() throws -> Element? {
    if let element = try source.next() { return element }
    if isInSecond { return nil }
    source = try second.reader(reading, at: nil)
    isInSecond = true
    return try source.next()
  }

  var place: Place { Place("concatenation", [isInSecond ? 1 : 0], [source.place]) }
}
