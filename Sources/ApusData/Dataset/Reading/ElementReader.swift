/// Gives the elements of one epoch in order; used by one thread at a time.
protocol ElementReader<Element>: AnyObject {
  associatedtype Element: Sendable

  /// The next element; `nil` at the end. An error stands for one element: the next call goes on behind it.
  func next() throws -> Element?

  /// Where the reader stands: one that is made from it gives the elements that this one has not given.
  var place: Place { get }
}

extension ElementReader {
  /// Passes by elements that were given before, in the way from a place that was noted to the one that is wanted. What failed was told
  /// then.
  func pass(_ count: Int) throws(PipelineError) {
    for _ in 0..<count {
      let isAtEnd: Bool
      do { isAtEnd = try next() == nil } catch { isAtEnd = false }
      if isAtEnd { throw .malformedState(stage: place.stage) }
    }
  }
}

extension Dataset {
  /// A reader that goes on at a place, or begins an epoch.
  func reader(_ reading: Reading, at place: Place?) throws -> any ElementReader<Element> {
    switch form {
    case .indexed(let all): try IndexedReader(all, reading, at: place)
    case .streamed(let all): try all.makeReader(reading, place)
    }
  }
}
