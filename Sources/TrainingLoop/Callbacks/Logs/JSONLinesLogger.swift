import Foundation

/// Writes a line of JSON for every training batch and one for every epoch.
///
///     callbacks: [try JSONLinesLogger(path: "run/log.jsonl").log]
///
///     {"event":"step","epoch":0,"batch":0,"step":0,"batchLoss":2.3051,"learningRate":0.1,"loss":2.3051,"accuracy":0.1016}
///     {"event":"epoch","epoch":0,"seconds":1.52,"samplesPerSecond":39400.0,"learningRate":0.1,"loss":0.45,"validationLoss":0.21}
///
/// Epochs, batches and steps count from 0; numbers that JSON does not have are `null`. Lines are written when their numbers are there and
/// always whole. A run that starts begins the file anew; one that is continued first cuts it back to where it goes on.
public struct JSONLinesLogger: Sendable {
  private let file: LogFile
  private let name: String

  /// - Throws: `LogFileError` if the folder of the file cannot be made.
  public init(path: String = "run/log.jsonl") throws {
    file = try LogFile(path: path)
    name = "JSONLinesLogger \(path)"
  }

  /// The callback.
  ///
  /// - Throws: `LogFileError`, `AtomicFileError`.
  public func log<L: TrainingLoopProtocol>(_ loop: inout L, event: TrainingLoopEvent) throws {
    let (steps, epochs) = (loop.history.steps, loop.history.epochs)
    let isStart = event == .fitStart
    let firstStep = isStart ? 0 : Int(loop.state[name][number: "steps", default: 0])
    let firstEpoch = isStart ? 0 : Int(loop.state[name][number: "epochs", default: 0])
    // Before its end an epoch may still get a validation.
    let isEpochDone = event == .epochEnd || event == .fitEnd || isStart
    let lastEpoch = isEpochDone ? epochs.count : min(firstEpoch, epochs.count)
    guard isStart || steps.count > firstStep || lastEpoch > firstEpoch else { return }
    let lines = Self.lines(steps[min(firstStep, steps.count)...], epochs[min(firstEpoch, lastEpoch)..<lastEpoch])
    if isStart { try file.write(lines) } else { try file.append(lines) }
    loop.state[name][number: "steps"] = Double(steps.count)
    loop.state[name][number: "epochs"] = Double(lastEpoch)
  }

  /// The steps of an epoch before the epoch.
  private static func lines(_ steps: ArraySlice<History.Step>, _ epochs: ArraySlice<History.Epoch>) -> String {
    var (text, rest) = ("", steps)
    for epoch in epochs {
      let own = rest.prefix { $0.epoch <= epoch.index }
      text += own.map(line).joined() + line(epoch)
      rest = rest.dropFirst(own.count)
    }
    return text + rest.map(line).joined()
  }

  private static func line(_ step: History.Step) -> String {
    let place = [("event", "\"step\""), ("epoch", "\(step.epoch)"), ("batch", "\(step.batch)"), ("step", "\(step.index)")]
    let numbers = [("batchLoss", number(step.loss)), ("learningRate", number(step.learningRate))]
    return object(place + numbers + step.statistics.values.map { ($0.name, number($0.value)) })
  }

  private static func line(_ epoch: History.Epoch) -> String {
    let head = [
      ("event", "\"epoch\""), ("epoch", "\(epoch.index)"), ("seconds", number(epoch.seconds)),
      ("samplesPerSecond", number(epoch.samplesPerSecond)), ("learningRate", number(epoch.learningRate)),
    ]
    let training = epoch.training.values.map { ($0.name, number($0.value)) }
    let validation = epoch.validation?.values.map { (History.Epoch.validationName($0.name), number($0.value)) } ?? []
    return object(head + training + validation)
  }

  private static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(text($0.0)):\($0.1)" }.joined(separator: ",") + "}\n"
  }

  private static func number(_ value: some BinaryFloatingPoint & CustomStringConvertible) -> String {
    value.isFinite ? value.description : "null"
  }

  private static func text(_ name: String) -> String {
    (try? JSONEncoder().encode(name)).flatMap { String(data: $0, encoding: .utf8) } ?? "\"\""
  }
}
