extension Dataset {
  /// The elements again and again: each time as in an epoch of its own, so that what is shuffled before comes in another order.
  ///
  ///     print(try Dataset(0..<3).repeated(2).collected())                   // [0, 1, 2, 0, 1, 2]
  ///     print(try Dataset(0..<3).repeated().prefix(4).collected())   // [0, 1, 2, 0]
  ///
  /// - Parameter count: how many times; `nil` for no end.
  public func repeated(_ count: Int? = nil) -> Dataset {
    if let count, count < 0 {
      return Dataset(
        failingWith: Mistake.argument(function: "repeated(_:)", problem: "\(count) times", hint: "0 makes an empty dataset"))
    }
    let epochs = Repetitions(count: count)
    let description = "\(description) → repeated(\(count.map(String.init) ?? ""))"
    switch form {
    case .indexed(let all):
      guard case .finite(let elementCount) = all.length, elementCount > 0 else {
        return Dataset(.indexed(count == 0 ? all.renumbered(.finite(0)) { index, _ in index } : all), description)
      }
      let length = count.map { Length.finite($0.multiplied(by: elementCount)) } ?? .endless
      let collate: Indexed<Element>.Collate = { indices, epoch in
        let repetition = (indices.first ?? 0) / elementCount
        guard indices.allSatisfy({ $0 / elementCount == repetition }) else { return nil }
        return try all.collate?(indices.map { $0 % elementCount }, epochs.epoch(epoch, repetition))
      }
      return Dataset(
        .indexed(
          Indexed(length: length, collate: collate) { index, epoch in
            try all.element(index % elementCount, epochs.epoch(epoch, index / elementCount))
          }.working(like: all)), description)
    case .streamed(let all):
      let length: Length =
        count == 0 ? .finite(0) : all.length == .endless || count == nil ? .endless : all.length.map { $0.multiplied(by: count ?? 1) }
      return Dataset(.streamed(Streamed(length: length) { try RepeatReader(self, $0, at: $1, epochs) }), description)
    }
  }
}

private struct Repetitions: Sendable {
  let count: Int?

  /// The epoch of the source: another one for every repetition in every epoch.
  func epoch(_ epoch: Int, _ repetition: Int) -> Int { count.map { epoch &* $0 &+ repetition } ?? epoch << 32 &+ repetition }
}

private final class RepeatReader<Element: Sendable>: ElementReader {
  private let dataset: Dataset<Element>
  private let reading: Reading
  private let epochs: Repetitions
  private var repetition: Int
  private var source: any ElementReader<Element>
  /// Whether this repetition had an element: without any, another one would have none either.
  private var hasElements: Bool

  init(_ dataset: Dataset<Element>, _ reading: Reading, at place: Place?, _ epochs: Repetitions) throws {
    let numbers = try place?.numbers(of: "repeat", atLeast: 2, parts: 1) ?? [0, 0]
    (self.dataset, self.reading, self.epochs) = (dataset, reading, epochs)
    (repetition, hasElements) = (numbers[0], numbers[1] != 0)
    source = try dataset.reader(reading.with(epoch: epochs.epoch(reading.epoch, repetition)), at: place?.parts[0])
  }

  func next() throws -> Element? {
    while epochs.count.map({ repetition < $0 }) ?? true {
      if let element = try source.next() {
        hasElements = true
        return element
      }
      guard hasElements, epochs.count.map({ repetition + 1 < $0 }) ?? true else { return nil }
      repetition += 1
      hasElements = false
      source = try dataset.reader(reading.with(epoch: epochs.epoch(reading.epoch, repetition)), at: nil)
    }
    return nil
  }

  var place: Place { Place("repeat", [repetition, hasElements ? 1 : 0], [source.place]) }
}

extension Int {
  /// The product, or the largest number.
  fileprivate func multiplied(by other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }
}
