import Synchronization

/// Counts calls from closures.
final class Counter: Sendable {
  private let value = Mutex(0)
  var count: Int { value.withLock { $0 } }
  func increment() { value.withLock { $0 += 1 } }
  func reset() { value.withLock { $0 = 0 } }
}
