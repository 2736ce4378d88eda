import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How many runs of programs go on in this process.
///
/// A process that ends while a program runs would crash: `exit` destroys the plugin's global objects under its threads.
enum RunningPrograms {
  fileprivate static let count = Atomic(0)

  static func begin() { count.wrappingAdd(1, ordering: .relaxed) }
  static func end() { count.wrappingSubtract(1, ordering: .releasing) }

  /// From now on the end of the process waits for running programs, before anything that is set up already is torn down.
  static func waitAtExit() {
    atexit {
      while RunningPrograms.count.load(ordering: .acquiring) > 0 { usleep(200) }
    }
  }
}
