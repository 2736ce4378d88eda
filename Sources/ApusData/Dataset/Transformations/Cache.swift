import Synchronization

extension Dataset {
  /// The elements of the first epoch, each made once and kept in memory.
  ///
  /// What is random behind it stays random; what is random before it is so no longer.
  public func cached() -> Dataset {
    let description = "\(description) → cached"
    if isEndless { return Dataset(failingWith: PipelineError.endless(self.description)) }
    switch form {
    case .indexed(let all):
      let known = KnownElements<Element>()
      return Dataset(
        .indexed(
          Indexed(length: all.length) { index, _ in try known.element(index) { try all.element(index, 0) } }.working(like: all)),
        description,
        sizes: batchSizes)
    case .streamed(let all):
      let known = KnownStream(self)
      return Dataset(
        .streamed(Streamed(length: all.length) { _, place in try CacheReader(known, at: place) }), description, sizes: batchSizes)
    }
  }
}

/// Elements by their numbers.
private final class KnownElements<Element: Sendable>: Sendable {
  private let known = Mutex<[Int: Element]>([:])

  func element(_ index: Int, _ make: () throws -> Element) throws -> Element {
    if let element = known.withLock({ $0[index] }) { return element }
    // Not under the lock: others are made at the same time.
    let element = try make()
    return known.withLock { known in
      if let other = known[index] { return other }
      known[index] = element
      return element
    }
  }
}

/// The elements of a stream as far as somebody has wanted them, and the reader of the others, which all iterations share.
private final class KnownStream<Element: Sendable>: @unchecked Sendable {  // `state` guards what changes
  private struct State {
    var elements: [Element] = []
    var reader: (any ElementReader<Element>)?
    var isAtEnd = false
  }
  private let source: Dataset<Element>
  private let state = Mutex(State())

  init(_ source: Dataset<Element>) { self.source = source }

  func element(_ index: Int) throws -> Element? {
    try state.withLock { state in
      while state.elements.count <= index, !state.isAtEnd {
        // Without threads, which would live as long as the dataset where nobody reads to the end.
        let reader = try state.reader ?? source.reader(Reading(epoch: 0, threadCount: 0), at: nil)
        state.reader = reader
        if let element = try reader.next() { state.elements.append(element) } else { (state.isAtEnd, state.reader) = (true, nil) }
      }
      return index < state.elements.count ? state.elements[index] : nil
    }
  }
}

private final class CacheReader<Element: Sendable>: ElementReader {
  private let known: KnownStream<Element>
  private var position: Int

  init(_ known: KnownStream<Element>, at place: Place?) throws {
    position = try place?.numbers(of: "cache", atLeast: 1)[0] ?? 0
    self.known = known
  }

  func next() throws -> Element? {
    guard let element = try known.element(position) else { return nil }
    position += 1
    return element
  }

  var place: Place { Place("cache", [position]) }
}
