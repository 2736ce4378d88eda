/// Reads a source for a stage that holds elements back, and can say where to read so as to have them again.
///
/// Every so many elements it notes the source's place. The place of a stage is then the newest such note that lies before all elements
/// that the stage holds, with their numbers: reading goes on there, and what is not held is thrown away.
final class Rereader<Element: Sendable> {
  private let source: any ElementReader<Element>
  /// How many elements were read since the epoch began.
  private(set) var position: Int
  private var notes: [(position: Int, place: Place)] = []
  private let interval = 64

  /// - Parameter place: as `place(holding:)` gave it.
  /// - Returns: the elements that were held, in the order in which their numbers were given, and the reader behind them.
  static func restored(
    _ source: Dataset<Element>, _ reading: Reading, at place: Place?
  ) throws -> (reader: Rereader, held: [(number: Int, element: Element)]) {
    guard let place else { return (Rereader(try source.reader(reading, at: nil), position: 0), []) }
    let numbers = try place.numbers(of: "reread", atLeast: 2, parts: 1)
    let (start, end, held) = (numbers[0], numbers[1], numbers.dropFirst(2))
    guard start <= end, held.allSatisfy({ (start..<end).contains($0) }) else { throw PipelineError.malformedState(stage: "reread") }
    let reader = Rereader(try source.reader(reading, at: place.parts[0]), position: start)
    let wanted = Set(held)
    var found: [Int: Element] = [:]
    while reader.position < end {
      let number = reader.position
      do {
        // The source has become shorter.
        guard let element = try reader.next(oldest: held.min()) else { throw PipelineError.malformedState(stage: "reread") }
        if wanted.contains(number) { found[number] = element }
      } catch  where !wanted.contains(number) && reader.position > number {
        continue  // told when it was read first
      }
    }
    let elements = held.compactMap { number in found[number].map { (number: number, element: $0) } }
    guard elements.count == held.count else { throw PipelineError.malformedState(stage: "reread") }
    return (reader, elements)
  }

  private init(_ source: any ElementReader<Element>, position: Int) {
    (self.source, self.position) = (source, position)
  }

  /// - Parameter oldest: the least number of an element that the stage holds, to know which notes are still good for something.
  func next(oldest: @autoclosure () -> Int?) throws -> Element? {
    if notes.last.map({ position - $0.position >= interval }) ?? true {
      let needed = oldest() ?? position
      let useless = notes.lastIndex { $0.position <= needed } ?? 0
      notes.removeFirst(useless)
      notes.append((position, source.place))
    }
    do {
      guard let element = try source.next() else { return nil }
      position += 1
      return element
    } catch {
      position += 1
      throw error
    }
  }

  func place(holding held: [Int]) -> Place {
    let needed = held.min() ?? position
    let note = notes.last { $0.position <= needed }
    // Nothing needs to be read again where nothing is held.
    guard let note, needed < position else { return Place("reread", [position, position] + held, [source.place]) }
    return Place("reread", [note.position, position] + held, [note.place])
  }
}
