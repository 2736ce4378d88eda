/// Reads elements that have numbers: its place is one.
final class IndexedReader<Element: Sendable>: ElementReader {
  private let all: Indexed<Element>
  private let epoch: Int
  private var position: Int
  private let ahead: ReadAhead<Int, Element>?

  init(_ all: Indexed<Element>, _ reading: Reading, at place: Place?) throws {
    let position = try place?.numbers(of: "index", atLeast: 1)[0] ?? 0
    if case .finite(let count) = all.length, position > count { throw PipelineError.malformedState(stage: "index") }
    let epoch = reading.epoch
    let threadCount = reading.threadCount(asked: all.threadCount, ahead: all.aheadCount)
    var next = position
    ahead =
      threadCount == 0
      ? nil
      : ReadAhead(threadCount: threadCount, depth: all.aheadCount) {
        guard all.length.contains(next) else { return nil }
        defer { next += 1 }
        return next
      } transform: {
        try all.element($0, epoch)
      }
    (self.all, self.epoch, self.position) = (all, epoch, position)
  }

  func next() throws -> Element? {
    guard all.length.contains(position) else { return nil }
    defer { position += 1 }
    return try ahead.map { try $0.next() } ?? all.element(position, epoch)
  }

  var place: Place { Place("index", [position]) }
}
