import Dispatch
import Synchronization

/// Makes batches on a thread of its own, a few ahead of whoever takes them, so that the device does not wait for data.
final class BatchFeed<Batch: Sendable>: Sendable {
  private final class Shared: Sendable {
    struct State {
      var ready: [Result<Batch, any Error>] = []
      var isCancelled = false
    }
    let state = Mutex(State())
    let filled = DispatchSemaphore(value: 0)
    let room = DispatchSemaphore(value: 0)
  }

  private let shared = Shared()
  /// Makes a batch when it is asked for; `nil` where they are made ahead.
  private let makeNow: (@Sendable (Int) throws -> Batch)?
  private let count: Int
  private let taken: Mutex<Int>

  /// - Parameters:
  ///   - first: the batch to begin with.
  ///   - depth: how many batches are made ahead; at 0 each is made when it is asked for, by whoever asks.
  ///   - make: makes a batch; called in order, in the context of whoever makes the feed.
  init(count: Int, from first: Int = 0, depth: Int = 2, make: @escaping @Sendable (Int) throws -> Batch) {
    self.count = count
    taken = Mutex(first)
    makeNow = depth > 0 ? nil : make
    if depth < 1 { return }
    let shared = shared
    let context = Context.local  // task-local values do not follow to another thread
    for _ in 0..<depth { shared.room.signal() }
    DispatchQueue(label: "apus.batches").async {
      withContext(context) { Self.run(shared, first..<max(first, count), make) }
    }
  }

  deinit {
    shared.state.withLock { $0.isCancelled = true }
    shared.room.signal()
  }

  private static func run(_ shared: Shared, _ indices: Range<Int>, _ make: (Int) throws -> Batch) {
    for index in indices {
      shared.room.wait()
      if shared.state.withLock({ $0.isCancelled }) { return }
      let result = Result { try make(index) }
      shared.state.withLock { $0.ready.append(result) }
      shared.filled.signal()
    }
  }

  /// How many batches are made and not taken.
  var readyCount: Int { shared.state.withLock { $0.ready.count } }

  /// The next batch, waited for; `nil` after the last.
  func next() throws -> Batch? {
    let index = taken.withLock { taken in
      defer { taken += 1 }
      return taken
    }
    guard index < count else { return nil }
    if let makeNow { return try makeNow(index) }
    shared.filled.wait()
    defer { shared.room.signal() }
    return try shared.state.withLock { $0.ready.removeFirst() }.get()
  }
}
