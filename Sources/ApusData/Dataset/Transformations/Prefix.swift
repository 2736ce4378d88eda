extension Dataset {
  /// The first `maxLength` elements, or all where they are fewer.
  ///
  ///     print(try Dataset(0..<5).prefix(2).collected())   // [0, 1]
  public func prefix(_ maxLength: Int) -> Dataset {
    let limit = Swift.max(0, maxLength)
    let length = length.limited(to: limit)
    let description = "\(description) → prefix(\(maxLength))"
    switch form {
    case .indexed(let all): return Dataset(.indexed(all.renumbered(length) { index, _ in index }), description)
    case .streamed: return Dataset(.streamed(Streamed(length: length) { try PrefixReader(self, $0, at: $1, limit) }), description)
    }
  }
}

private final class PrefixReader<Element: Sendable>: ElementReader {
  private let source: any ElementReader<Element>
  private let limit: Int
  private var position: Int

  init(_ source: Dataset<Element>, _ reading: Reading, at place: Place?, _ limit: Int) throws {
    position = try place?.numbers(of: "prefix", atLeast: 1, parts: 1)[0] ?? 0
    self.source = try source.reader(reading, at: place?.parts[0])
    self.limit = limit
  }

  func next() throws -> Element? {
    guard position < limit else { return nil }
    defer { position += 1 }
    return try source.next()
  }

  var place: Place { Place("prefix", [position], [source.place]) }
}
