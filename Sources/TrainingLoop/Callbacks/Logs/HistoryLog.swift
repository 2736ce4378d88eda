/// A log that grows with the history of a run: begun anew where the run starts, cut back where it goes on.
struct HistoryLog: Sendable {
  private let file: LogFile
  /// Under which the run remembers how far it is written.
  private let name: String

  /// - Throws: `LogFileError` if the folder of the file cannot be made.
  init(path: String, kind: String) throws {
    file = try LogFile(path: path)
    name = "\(kind) \(path)"
  }

  /// Writes what is not written yet.
  ///
  /// - Parameters:
  ///   - head: the first lines of the file.
  ///   - lines: makes the lines of steps and epochs that follow those before.
  /// - Throws: `LogFileError`, `AtomicFileError`.
  func write<L: TrainingLoopProtocol>(
    _ loop: inout L, _ event: TrainingLoopEvent, head: String = "",
    lines: (_ steps: ArraySlice<History.Step>, _ epochs: ArraySlice<History.Epoch>) -> String
  ) throws {
    let (steps, epochs) = (loop.history.steps, loop.history.epochs)
    let isStart = event == .fitStart
    let firstStep = isStart ? 0 : min(Int(loop.state[name][number: "steps", default: 0]), steps.count)
    let firstEpoch = isStart ? 0 : Int(loop.state[name][number: "epochs", default: 0])
    // Before its end an epoch may still get a validation.
    let isEpochDone = event == .epochEnd || event == .fitEnd || isStart
    let lastEpoch = isEpochDone ? epochs.count : min(firstEpoch, epochs.count)
    guard isStart || steps.count > firstStep || lastEpoch > firstEpoch else { return }
    if !loop.isVerifying {
      let text = lines(steps[firstStep...], epochs[min(firstEpoch, lastEpoch)..<lastEpoch])
      // The history has every line that was written, so a log that was lost meanwhile is whole again.
      if isStart { try file.write(head + text) } else { try file.append(text) }
    }
    loop.state[name][number: "steps"] = Double(steps.count)
    loop.state[name][number: "epochs"] = Double(lastEpoch)
  }

  /// Appends a line that is no part of the history.
  ///
  /// - Throws: `LogFileError`.
  func append<L: TrainingLoopProtocol>(_ line: String, _ loop: L) throws { if !loop.isVerifying { try file.append(line) } }
}
