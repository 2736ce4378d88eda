extension Dataset {
  /// Consecutive elements in arrays of `size`; the last one may be shorter.
  ///
  ///     print(try Dataset(0..<5).inBatches(of: 2).collected())   // [[0, 1], [2, 3], [4]]
  ///
  /// - Parameter dropsRemainder: whether elements that do not fill an array are left out.
  public func inBatches(of size: Int, dropsRemainder: Bool = false) -> Dataset<[Element]> {
    grouped(size, dropsRemainder, function: "inBatches(of:)") { all, places, epoch in
      try places.map { try all.element($0, epoch) }
    } join: {
      $0
    }
  }

  /// - Parameters:
  ///   - take: makes a batch of elements that have numbers.
  ///   - join: makes a batch of others.
  func grouped<Batch: Sendable>(
    _ size: Int, _ dropsRemainder: Bool, function: String,
    take: @escaping @Sendable (_ all: Indexed<Element>, _ places: [Int], _ epoch: Int) throws -> Batch,
    join: @escaping @Sendable ([Element]) throws -> Batch
  ) -> Dataset<Batch> {
    guard size > 0 else { return Dataset<Batch>(failingWith: Mistake.batchSize(size, function: function)) }
    let length = length.map { dropsRemainder ? $0 / size : $0 / size + ($0 % size > 0 ? 1 : 0) }
    var sizes: BatchSizes?
    if case (.finite(let count), .finite(let batchCount)) = (self.length, length) {
      sizes = BatchSizes(sampleCount: dropsRemainder ? batchCount * size : count, size: size)
    }
    let description = "\(description) → batched(\(size)\(dropsRemainder ? ", dropsRemainder" : ""))"
    switch form {
    case .indexed(let all):
      let last: Int = if case .finite(let count) = all.length { count } else { .max }
      return Dataset<Batch>(
        .indexed(
          Indexed(length: length) { index, epoch in try take(all, Array(index * size..<Swift.min((index + 1) * size, last)), epoch) }
            .working(like: all)), description, sizes: sizes)
    case .streamed:
      return Dataset<Batch>(
        .streamed(Streamed(length: length) { try BatchReader(self, $0, at: $1, size, dropsRemainder, join) }), description, sizes: sizes)
    }
  }
}

extension Dataset where Element: Collatable {
  /// Consecutive elements as batches of `size` along a leading axis; the last one may be shorter.
  ///
  ///     print(try Dataset(slicing: x).batched(32).collected().map(\.shape))   // x [70, 4]: [[32, 4], [32, 4], [6, 4]]
  ///
  /// Slices of tensors and images that keep their shape are gathered in one pass; others are collated one after the other.
  ///
  /// - Parameter dropsRemainder: whether elements that do not fill a batch are left out.
  public func batched(_ size: Int, dropsRemainder: Bool = false) -> Dataset {
    let prepare = ReadyTensors.preparation(of: Element.self)
    let join: @Sendable ([Element]) throws -> Element = { try Element.batch(of: $0, prepare: prepare) }
    return grouped(size, dropsRemainder, function: "batched(_:)") { all, places, epoch in
      if let batch = try all.collate?(places, epoch) { return batch }
      return try join(places.map { try all.element($0, epoch) })
    } join: {
      try join($0)
    }
  }
}

private final class BatchReader<Element: Sendable, Batch: Sendable>: ElementReader {
  private let source: any ElementReader<Element>
  private let size: Int
  private let dropsRemainder: Bool
  private let join: @Sendable ([Element]) throws -> Batch

  init(
    _ source: Dataset<Element>, _ reading: Reading, at place: Place?, _ size: Int, _ dropsRemainder: Bool,
    _ join: @escaping @Sendable ([Element]) throws -> Batch
  ) throws {
    _ = try place?.numbers(of: "batch", atLeast: 0, parts: 1)
    self.source = try source.reader(reading, at: place?.parts[0])
    (self.size, self.dropsRemainder, self.join) = (size, dropsRemainder, join)
  }

  func next() throws -> Batch? {
    var elements: [Element] = []
    while elements.count < size, let element = try source.next() { elements.append(element) }
    return elements.isEmpty || dropsRemainder && elements.count < size ? nil : try join(elements)
  }

  var place: Place { Place("batch", [], [source.place]) }
}
