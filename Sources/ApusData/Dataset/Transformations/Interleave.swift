extension Dataset {
  /// The elements of the datasets that a function makes of each element, some of them side by side.
  ///
  ///     let files = Dataset([10, 20, 30])
  ///     print(try files.interleaved(cycleLength: 2) { Dataset([$0, $0 + 1]) }.collected())   // [10, 20, 11, 21, 30, 31]
  ///
  /// - Parameters:
  ///   - cycleLength: how many datasets are read in turn; one that has ended makes room for the next element's.
  ///   - blockLength: how many elements each gives at its turn.
  public func interleaved<Output>(
    cycleLength: Int, blockLength: Int = 1, _ transform: @escaping @Sendable (Element) throws -> Dataset<Output>
  ) -> Dataset<Output> {
    guard cycleLength > 0, blockLength > 0 else {
      return Dataset<Output>(
        failingWith: Mistake.argument(
          function: "interleaved", problem: "a cycle of \(cycleLength) and blocks of \(blockLength)", hint: "both are at least 1"))
    }
    return Dataset<Output>(
      .streamed(
        Streamed(length: .unknown) { reading, place in
          try InterleavingReader(self, reading, at: place, cycleLength, blockLength, name: "interleaved", transform)
        }), "\(description) → interleaved(\(cycleLength))")
  }
}

/// Reads the datasets of a cycle in turn. Its place has the numbers of the elements that they were made of, and their places.
final class InterleavingReader<Element: Sendable, Output: Sendable>: ElementReader {
  private typealias Open = (number: Int, element: Element, reader: any ElementReader<Output>)
  private let source: Rereader<Element>
  private let reading: Reading
  private let blockLength: Int
  private let name: String
  private let transform: @Sendable (Element) throws -> Dataset<Output>
  private var cycle: [Open?]
  private var slot: Int
  private var givenInBlock: Int
  private var isSourceAtEnd = false

  init(
    _ source: Dataset<Element>, _ reading: Reading, at place: Place?, _ cycleLength: Int, _ blockLength: Int, name: String,
    _ transform: @escaping @Sendable (Element) throws -> Dataset<Output>
  ) throws {
    (self.reading, self.blockLength, self.name, self.transform) = (reading, blockLength, name, transform)
    cycle = Array(repeating: nil, count: cycleLength)
    let partCount = place?.parts.count ?? 1
    let numbers = try place?.numbers(of: "interleave", atLeast: 2 + partCount - 1, parts: max(1, partCount)) ?? [0, 0]
    (slot, givenInBlock) = (numbers[0], numbers[1])
    let held: [(number: Int, element: Element)]
    (self.source, held) = try Rereader.restored(source, reading, at: place?.parts[0])
    let slots = numbers.dropFirst(2)
    guard slot < cycleLength, slots.allSatisfy({ $0 < cycleLength }), held.count == slots.count, partCount == held.count + 1 else {
      throw PipelineError.malformedState(stage: "interleave")
    }
    for (index, slot) in slots.enumerated() {
      let (number, element) = held[index]
      cycle[slot] = (number, element, try open(element, number, at: place?.parts[index + 1]))
    }
  }

  func next() throws -> Output? {
    while !isSourceAtEnd || cycle.contains(where: { $0 != nil }) {
      if let open = cycle[slot] {
        if let element = try open.reader.next() {
          givenInBlock += 1
          if givenInBlock == blockLength { advance() }
          return element
        }
        cycle[slot] = nil
        advance()
      } else if !isSourceAtEnd {
        let number = source.position
        if let element = try source.next(oldest: cycle.compactMap { $0?.number }.min()) {
          cycle[slot] = (number, element, try open(element, number, at: nil))
        } else {
          isSourceAtEnd = true
        }
      } else {
        advance()
      }
    }
    return nil
  }

  private func advance() {
    slot = (slot + 1) % cycle.count
    givenInBlock = 0
  }

  private func open(_ element: Element, _ number: Int, at place: Place?) throws -> any ElementReader<Output> {
    do {
      return try transform(element).reader(reading, at: place)
    } catch {
      throw PipelineError.transformation(name, index: number, epoch: reading.epoch, reason: error)
    }
  }

  var place: Place {
    let open = cycle.enumerated().compactMap { slot, open in open.map { (slot, $0.number, $0.reader.place) } }
    return Place("interleave", [slot, givenInBlock] + open.map(\.0), [source.place(holding: open.map(\.1))] + open.map(\.2))
  }
}
