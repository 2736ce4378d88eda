extension Dataset {
  /// The elements behind the first `count`.
  ///
  ///     print(try Dataset(0..<5).dropFirst(3).collected())   // [3, 4]
  ///
  /// Elements that have numbers are passed by; others are made and thrown away.
  public func dropFirst(_ count: Int = 1) -> Dataset {
    let skipped = Swift.max(0, count)
    let length = length.map { Swift.max(0, $0 - skipped) }
    let description = "\(description) → dropFirst(\(count))"
    switch form {
    case .indexed(let all): return Dataset(.indexed(all.renumbered(length) { index, _ in index + skipped }), description)
    case .streamed: return Dataset(.streamed(Streamed(length: length) { try DropReader(self, $0, at: $1, skipped) }), description)
    }
  }
}

private final class DropReader<Element: Sendable>: ElementReader {
  private let source: any ElementReader<Element>
  private let count: Int
  private var dropped: Int

  init(_ source: Dataset<Element>, _ reading: Reading, at place: Place?, _ count: Int) throws {
    dropped = try place?.numbers(of: "drop", atLeast: 1, parts: 1)[0] ?? 0
    self.source = try source.reader(reading, at: place?.parts[0])
    self.count = count
  }

  func next() throws -> Element? {
    while dropped < count {
      dropped += 1
      guard try source.next() != nil else { return nil }
    }
    return try source.next()
  }

  var place: Place { Place("drop", [dropped], [source.place]) }
}
