import Synchronization

/// A seed and how many draws were made from it: all the state that random numbers have.
final class RandomSequence: Sendable {
  private let state = Mutex((seed: UInt64(0), drawn: UInt64(0)))

  var place: (seed: UInt64, drawn: UInt64) {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }

  func next() -> (seed: UInt64, draw: UInt64) {
    state.withLock {
      $0.drawn += 1
      return ($0.seed, $0.drawn)
    }
  }
}
