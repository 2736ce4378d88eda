import Synchronization

/// Makes something of an element and its number from the beginning of the epoch.
typealias NumberedTransform<Input, Output> = @Sendable (_ element: Input, _ number: Int) throws -> Output

/// Transforms the elements of a stream on other threads, ahead of whoever takes them.
final class AheadReader<Input: Sendable, Output: Sendable>: ElementReader {
  private let notes: Notes<Input>
  private let ahead: ReadAhead<(Input, Int), Output>

  init(
    _ source: Dataset<Input>, _ reading: Reading, at place: Place?, threadCount: Int, depth: Int,
    _ transform: @escaping NumberedTransform<Input, Output>
  ) throws {
    let notes = try Notes(source, reading, at: place)
    self.notes = notes
    ahead = ReadAhead(threadCount: threadCount, depth: depth, pull: notes.pull) { try transform($0, $1) }
  }

  func next() throws -> Output? {
    // An error stands for an element too.
    do {
      guard let element = try ahead.next() else { return nil }
      notes.take()
      return element
    } catch {
      notes.take()
      throw error
    }
  }

  var place: Place { notes.place }

  /// The source, and where it stood some elements ago: those that are taken ahead are read again, and what was handed over is passed by
  /// without being transformed.
  private final class Notes<Element: Sendable>: @unchecked Sendable {  // `source` belongs to the one thread that pulls
    private let source: any ElementReader<Element>
    private let state: Mutex<State>
    private let interval = 16

    private struct State {
      var pulledCount: Int
      var takenCount: Int
      var notes: [(position: Int, place: Place)] = []
    }

    init(_ source: Dataset<Element>, _ reading: Reading, at place: Place?) throws {
      guard let place else {
        self.source = try source.reader(reading, at: nil)
        state = Mutex(State(pulledCount: 0, takenCount: 0))
        return
      }
      let numbers = try place.numbers(of: "ahead", atLeast: 2, parts: 1)
      guard numbers[0] <= numbers[1] else { throw PipelineError.malformedState(stage: "ahead") }
      self.source = try source.reader(reading, at: place.parts[0])
      try self.source.pass(numbers[1] - numbers[0])
      state = Mutex(State(pulledCount: numbers[1], takenCount: numbers[1]))
      note()
    }

    func pull() throws -> (Element, Int)? {
      let number = state.withLock(\.pulledCount)
      if state.withLock({ state in state.notes.last.map { number - $0.position >= interval } ?? true }) { note() }
      do {
        guard let element = try source.next() else { return nil }
        state.withLock { $0.pulledCount += 1 }
        return (element, number)
      } catch {
        state.withLock { $0.pulledCount += 1 }
        throw error
      }
    }

    private func note() {
      let place = source.place
      state.withLock { state in
        let useless = state.notes.lastIndex { $0.position <= state.takenCount } ?? 0
        state.notes.removeFirst(useless)
        state.notes.append((state.pulledCount, place))
      }
    }

    func take() { state.withLock { $0.takenCount += 1 } }

    var place: Place {
      state.withLock { state in
        guard let note = state.notes.last(where: { $0.position <= state.takenCount }) else {
          return Place("ahead", [0, 0], [source.place])
        }
        return Place("ahead", [note.position, state.takenCount], [note.place])
      }
    }
  }
}

extension AheadReader {
  /// Without threads the elements are read as if one had been taken after the other: the place has one form, so that an iteration can go on
  /// with another number of threads.
  static func serialOrAhead(
    _ source: Dataset<Input>, _ reading: Reading, at place: Place?, threadCount: Int, depth: Int,
    _ transform: @escaping NumberedTransform<Input, Output>
  ) throws -> any ElementReader<Output> {
    let threadCount = reading.threadCount(asked: threadCount, ahead: depth)
    if threadCount > 0 {
      return try AheadReader(source, reading, at: place, threadCount: threadCount, depth: depth, transform)
    }
    return try SerialReader(source, reading, at: place, transform)
  }
}
