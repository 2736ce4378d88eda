import Glibc

/// One of the system's clocks.
struct Clock {
  private let identifier: clockid_t

  static let wall = Clock(identifier: CLOCK_MONOTONIC)
  static let processorTimeOfThread = Clock(identifier: CLOCK_THREAD_CPUTIME_ID)
  static let processorTimeOfProcess = Clock(identifier: CLOCK_PROCESS_CPUTIME_ID)

  /// Nanoseconds.
  var now: Int {
    var time = timespec()
    clock_gettime(identifier, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  func milliseconds(since start: Int) -> Double { Double(now - start) / 1e6 }
}
