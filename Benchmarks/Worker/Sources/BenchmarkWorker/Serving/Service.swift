import Apus

/// The workloads, each prepared at its first run.
struct Service {
  private let workloads: [Workload]
  private var prepared: [String: Workload.Run] = [:]

  init(_ workloads: [Workload]) { self.workloads = workloads }

  mutating func reply(to command: Command) -> Reply {
    do {
      switch command {
      case .list: return .offers(Reply.Offers(versions: try versions(), workloads: workloads.map(\.name)))
      case .run(let name, let stepCount):
        guard let workload = workloads.first(where: { $0.name == name }) else { return .failure("no workload \(name)") }
        return .measurement(try run(workload, stepCount))
      case .unknown(let line): return .failure("not understood: \(line)")
      case .quit: return .failure("quit is not answered")
      }
    } catch { return .failure("\(error)") }
  }

  private mutating func run(_ workload: Workload, _ stepCount: Int) throws -> Measurement {
    // Without a plugin everything would run on the host: another program than the one that the table speaks of.
    _ = try DeviceRuntime.shared.client()
    let run = try prepared[workload.name] ?? workload.prepare()
    prepared[workload.name] = run
    let clock = Clock.processorTimeOfProcess
    let start = clock.now
    var measurement = try run(stepCount)
    measurement.processorMilliseconds = clock.milliseconds(since: start) / Double(stepCount)
    return measurement
  }

  private func versions() throws -> [String: String] {
    let interface = try DeviceRuntime.shared.client().plugin.apiVersion
    return ["PJRT interface": "\(interface.major).\(interface.minor)"]
  }
}
