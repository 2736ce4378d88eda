extension Dataset {
  /// The elements for which a function is true.
  ///
  ///     print(try Dataset(1...6).filter { $0 % 2 == 0 }.collected())   // [2, 4, 6]
  ///
  /// Only an iteration can tell how many they are, and their numbers are lost: filter before what is costly, or say the number with
  /// `assertingCount`.
  public func filter(_ isIncluded: @escaping @Sendable (Element) throws -> Bool) -> Dataset {
    let length: Length = length == .finite(0) ? .finite(0) : .unknown
    return Dataset(
      .streamed(Streamed(length: length) { try FilterReader(self, $0, at: $1, isIncluded) }), "\(description) → filter")
  }
}

private final class FilterReader<Element: Sendable>: ElementReader {
  private let source: any ElementReader<Element>
  private let isIncluded: @Sendable (Element) throws -> Bool
  private let epoch: Int
  private var position: Int

  init(
    _ source: Dataset<Element>, _ reading: Reading, at place: Place?, _ isIncluded: @escaping @Sendable (Element) throws -> Bool
  ) throws {
    position = try place?.numbers(of: "filter", atLeast: 1, parts: 1)[0] ?? 0
    self.source = try source.reader(reading, at: place?.parts[0])
    (self.isIncluded, epoch) = (isIncluded, reading.epoch)
  }

  func next() throws -> Element? {
    while let element = try source.next() {
      defer { position += 1 }
      do {
        if try isIncluded(element) { return element }
      } catch {
        throw PipelineError.transformation("filter", index: position, epoch: epoch, reason: error)
      }
    }
    return nil
  }

  var place: Place { Place("filter", [position], [source.place]) }
}
