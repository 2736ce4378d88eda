import Synchronization

/// Guards the shared paths and walking plans.
enum PathLock {
  static let shared = Mutex(())
}
