import Glibc

/// The one lock over what is mutable in the graph: buffer slots, operand lists, traces, handle counts and the interned operations.
///
/// Recursive, because releasing the last reference to a node inside a locked region runs the node's `deinit`, which takes the lock.
enum GraphLock {
  private nonisolated(unsafe) static let mutex: UnsafeMutablePointer<pthread_mutex_t> = {
    let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    var attributes = pthread_mutexattr_t()
    pthread_mutexattr_init(&attributes)
    pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_RECURSIVE))
    pthread_mutex_init(mutex, &attributes)
    pthread_mutexattr_destroy(&attributes)
    return mutex
  }()

  /// For where a closure is in the way of giving away what it would capture; `release` has to follow.
  @inline(__always)
  static func acquire() { pthread_mutex_lock(mutex) }

  @inline(__always)
  static func release() { pthread_mutex_unlock(mutex) }

  @inline(__always)
  static func held<R, Failure: Error>(_ body: () throws(Failure) -> R) throws(Failure) -> R {
    acquire()
    defer { release() }
    return try body()
  }
}
