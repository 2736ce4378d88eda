/// Elements that come one after the other.
struct Streamed<Element: Sendable>: Sendable {
  let length: Length
  /// A reader that goes on at a place, or begins an epoch.
  let makeReader: @Sendable (_ reading: Reading, _ place: Place?) throws -> any ElementReader<Element>

  init(
    length: Length, makeReader: @escaping @Sendable (_ reading: Reading, _ place: Place?) throws -> any ElementReader<Element>
  ) {
    self.length = length
    self.makeReader = makeReader
  }
}
