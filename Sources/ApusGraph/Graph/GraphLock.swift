import CGraphLock

/// The one lock over what is mutable in the graph: buffer slots, operand lists, traces, handle counts and the interned operations.
///
/// Recursive, because releasing the last reference to a node inside a locked region runs the node's `deinit`, which takes the lock.
enum GraphLock {
  /// For where a closure is in the way of giving away what it would capture; `release` has to follow.
  @inline(__always)
  static func acquire() { apus_graph_lock_acquire() }

  @inline(__always)
  static func release() { apus_graph_lock_release() }

  @inline(__always)
  static func held<R, Failure: Error>(_ body: () throws(Failure) -> R) throws(Failure) -> R {
    acquire()
    defer { release() }
    return try body()
  }
}
