import Foundation

/// Ends the run after the batch during which a file appears at `path`: `touch run/stop` from another terminal.
///
///     callbacks: [stopFile("run/stop")]
///
/// The file is looked for at most ten times a second. One that lies there from an earlier run stops the next at once; nobody deletes it.
public func stopFile<L: TrainingLoopProtocol>(_ path: String, name: String = "stopFile") -> TrainingLoopCallback<L> {
  { loop, event in
    if event == .fitStart { loop.state[name] = .init() }
    guard event == .batchEnd, !loop.isVerifying else { return }
    let now = loop.elapsed / .seconds(1)
    if let last = loop.state[name][number: "looked"], now - last < 0.1 { return }
    loop.state[name][number: "looked"] = now
    guard FileManager.default.fileExists(atPath: path) else { return }
    loop.state.interrupt("there is a file \(path)")
    throw TrainingLoopAction.cancelFit
  }
}
