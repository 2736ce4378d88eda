/// Where the time of a phase went, in seconds of the training's thread.
public struct TrainingTimes: Hashable, Sendable {
  /// Since the phase began.
  public var total = 0.0
  /// Waiting for batches that were not made yet.
  public var data = 0.0
  /// Launching programs on the device and waiting for it.
  public var device = 0.0
  /// Compiling programs.
  public var compile = 0.0
  /// Everything else: recording the step, callbacks, observers.
  public var host: Double { max(0, total - data - device - compile) }

  public init() {}

  public static func += (times: inout TrainingTimes, other: TrainingTimes) {
    times.total += other.total
    times.data += other.data
    times.device += other.device
    times.compile += other.compile
  }

  /// The parts of the whole as they are shown: compiling only where it counts.
  var shares: [(name: String, fraction: Double)] {
    if total <= 0 { return [] }
    let parts = [("data", data / total), ("host", host / total), ("device", device / total)]
    return parts + (compile / total >= 0.005 ? [("compile", compile / total)] : [])
  }
}

/// Measures `TrainingTimes`.
struct TrainingClock {
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let before: (device: Double, compile: Double)
  private var data = 0.0

  init() {
    start = clock.now
    before = Self.engineSeconds
  }

  private static var engineSeconds: (device: Double, compile: Double) {
    let report = Context.local.engine.report
    return (report.deviceSeconds, report.compilationSeconds)
  }

  /// Runs `body`, which waits for data.
  mutating func waiting<R>(_ body: () throws -> R) rethrows -> R {
    let begin = clock.now
    defer { data += begin.duration(to: clock.now) / .seconds(1) }
    return try body()
  }

  var times: TrainingTimes {
    let engine = Self.engineSeconds
    var times = TrainingTimes()
    times.total = start.duration(to: clock.now) / .seconds(1)
    times.data = data
    times.device = engine.device - before.device
    times.compile = engine.compile - before.compile
    return times
  }
}
