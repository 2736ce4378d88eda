import Dispatch

extension Dataset {
  /// The elements of the asynchronous sequence that a function makes for each epoch: lines from a socket, messages of a queue.
  ///
  /// An element is asked for when somebody wants it; the thread that wants it waits, so iterate on a thread of your own, with `async`, or
  /// behind `prefetched`. An iteration that is left while it waits for an element is over when that has come. To go on from a saved state is
  /// to go through the sequence from its start.
  public init<Elements: AsyncSequence & SendableMetatype>(
    asynchronous makeElements: @escaping @Sendable (_ epoch: Int) throws -> Elements
  ) where Elements.Element == Element, Elements.AsyncIterator: SendableMetatype {
    self.init(
      .streamed(
        Streamed(length: .unknown) { reading, place in
          try AsyncReader(makeElements(reading.epoch).makeAsyncIterator(), at: place)
        }), "asynchronous sequence")
  }
}

private final class AsyncReader<Source: AsyncIteratorProtocol & SendableMetatype>: ElementReader where Source.Element: Sendable {
  private let box: Box
  private var position = 0

  init(_ source: Source, at place: Place?) throws {
    box = Box(source)
    for _ in 0..<(try place?.numbers(of: "asynchronous", atLeast: 1)[0] ?? 0) {
      guard try next() != nil else { throw PipelineError.malformedState(stage: "asynchronous") }
    }
  }

  func next() throws -> Source.Element? {
    let (box, done) = (box, DispatchSemaphore(value: 0))
    Task.detached(executorPreference: box.executor) {
      await box.advance()
      done.signal()
    }
    done.wait()
    guard let element = try box.result.get() else { return nil }
    position += 1
    return element
  }

  var place: Place { Place("asynchronous", [position]) }

  private final class Box: @unchecked Sendable {  // used by one task, or by the thread that has waited for it
    // Not the pool of tasks, in which the waiting thread may have the last place.
    let executor = QueueExecutor()
    private var source: Source
    private(set) var result: Result<Source.Element?, any Error> = .success(nil)

    init(_ source: Source) { self.source = source }

    func advance() async {
      do { result = .success(try await source.next()) } catch { result = .failure(error) }
    }
  }
}

/// Runs tasks on a thread of its own.
private final class QueueExecutor: TaskExecutor {
  private let queue = DispatchQueue(label: "apus.data.asynchronous")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
