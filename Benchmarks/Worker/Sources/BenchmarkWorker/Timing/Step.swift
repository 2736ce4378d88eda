/// One step of a workload in two halves: `launch` starts it, `read` waits for it and says its number.
struct Step<Pending> {
  let launch: () throws -> Pending
  let read: (Pending) throws -> Double
}

/// What a step's time is.
enum Timing {
  /// Wall time until the number is on the host.
  case untilRead
  /// Wall time until `launch` returns.
  case launch
  /// Processor time of the calling thread until `launch` returns.
  case hostOfLaunch
}

/// The steps of one run. `processorMilliseconds` is an average over them.
struct Measurement: Encodable {
  var milliseconds: [Double] = []
  var values: [Double] = []
  var processorMilliseconds = 0.0
}

extension Step {
  func measured(_ count: Int, _ timing: Timing) throws -> Measurement {
    let clock = timing == .hostOfLaunch ? Clock.processorTimeOfThread : Clock.wall
    var measurement = Measurement()
    for _ in 0..<count {
      let start = clock.now
      let pending = try launch()
      let launched = clock.milliseconds(since: start)
      let value = try read(pending)
      measurement.milliseconds.append(timing == .untilRead ? clock.milliseconds(since: start) : launched)
      measurement.values.append(value)
    }
    return measurement
  }
}
