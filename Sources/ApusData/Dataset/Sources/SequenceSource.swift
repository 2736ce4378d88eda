extension Dataset {
  /// The elements of a sequence that can be gone through again.
  ///
  ///     let powers = Dataset(sequence(first: 1) { $0 * 2 })
  ///     print(try powers.prefix(4).collected())   // [1, 2, 4, 8]
  ///
  /// To go on from a saved state is to go through the sequence from its start.
  @_disfavoredOverload  // a collection's elements have numbers
  public init<Elements: Sequence & Sendable>(_ elements: Elements)
  where Elements.Element == Element, Elements.Iterator: SendableMetatype {
    self.init { _ in elements }
  }

  /// The elements of the sequence that a function makes for each epoch.
  ///
  ///     let walks = Dataset { epoch in RandomWalk(seed: epoch) }
  public init<Elements: Sequence & SendableMetatype>(_ makeElements: @escaping @Sendable (_ epoch: Int) throws -> Elements)
  where Elements.Element == Element, Elements.Iterator: SendableMetatype {
    self.init(
      .streamed(
        Streamed(length: .unknown) { reading, place in
          try SequenceReader(makeElements(reading.epoch).makeIterator(), at: place)
        }), "sequence")
  }
}

private final class SequenceReader<Source: IteratorProtocol>: ElementReader where Source.Element: Sendable {
  private var source: Source
  private var position = 0

  init(_ source: Source, at place: Place?) throws {
    self.source = source
    for _ in 0..<(try place?.numbers(of: "sequence", atLeast: 1)[0] ?? 0) {
      guard next() != nil else { throw PipelineError.malformedState(stage: "sequence") }
    }
  }

  func next() -> Source.Element? {
    guard let element = source.next() else { return nil }
    position += 1
    return element
  }

  var place: Place { Place("sequence", [position]) }
}
