extension Dataset {
  /// Every `count`-th element from number `index` on: what one of `count` processes trains on.
  ///
  ///     print(try Dataset(0..<7).shard(1, of: 3).collected())   // [1, 4]
  ///
  /// Shard before what is random or costly, so that every process shuffles and makes only its own.
  public func shard(_ index: Int, of count: Int) -> Dataset {
    guard count > 0, (0..<count).contains(index) else {
      return Dataset(
        failingWith: Mistake.argument(
          function: "shard(_:of:)", problem: "there is no shard \(index) of \(count)", hint: "the first is 0"))
    }
    let length = length.map { $0 <= index ? 0 : ($0 - index - 1) / count + 1 }
    let description = "\(description) → shard(\(index), of: \(count))"
    switch form {
    case .indexed(let all): return Dataset(.indexed(all.renumbered(length) { place, _ in index + place * count }), description)
    case .streamed: return Dataset(.streamed(Streamed(length: length) { try ShardReader(self, $0, at: $1, index, count) }), description)
    }
  }
}

private final class ShardReader<Element: Sendable>: ElementReader {
  private let source: any ElementReader<Element>
  private let index: Int
  private let count: Int
  /// Of the element that is read next, modulo `count`.
  private var number: Int

  init(_ source: Dataset<Element>, _ reading: Reading, at place: Place?, _ index: Int, _ count: Int) throws {
    number = try place?.numbers(of: "shard", atLeast: 1, parts: 1)[0] ?? 0
    self.source = try source.reader(reading, at: place?.parts[0])
    (self.index, self.count) = (index, count)
  }

  func next() throws -> Element? {
    while true {
      let isOwn = number == index
      number = (number + 1) % count
      do {
        guard let element = try source.next() else { return nil }
        if isOwn { return element }
      } catch  where !isOwn {
        continue  // another process's
      }
    }
  }

  var place: Place { Place("shard", [number], [source.place]) }
}
