import Foundation

/// Writes a line of JSON for every training batch, one for every epoch, and in the end one with the fingerprint of the run.
///
///     callbacks: [try JSONLinesLogger(path: "run/log.jsonl").log]
///
///     {"event":"step","epoch":0,"batch":0,"step":0,"batchLoss":2.3051,"learningRate":0.1,"loss":2.3051,"accuracy":0.1016}
///     {"event":"epoch","epoch":0,"seconds":1.52,"samplesPerSecond":39400.0,"learningRate":0.1,"loss":0.45,"validationLoss":0.21}
///     {"event":"fingerprint","version":"0.1","executable":"5f0c…","plugin":"8c1d…","device":"XLA:CPU","threads":"2",…}
///
/// Epochs, batches and steps count from 0; numbers that JSON does not have are `null`. Lines are written when their numbers are there and
/// always whole. A run that starts begins the file anew; one that is continued first cuts it back to where it goes on.
public struct JSONLinesLogger: Sendable {
  private let file: HistoryLog

  /// - Throws: `LogFileError` if the folder of the file cannot be made.
  public init(path: String = "run/log.jsonl") throws { file = try HistoryLog(path: path, kind: "JSONLinesLogger") }

  /// The callback.
  ///
  /// - Throws: `LogFileError`, `AtomicFileError`.
  public func log<L: TrainingLoopProtocol>(_ loop: inout L, event: TrainingLoopEvent) throws {
    try file.write(&loop, event, lines: Self.lines)
    if event == .fitEnd { try file.append(Self.line(loop.fingerprint), loop) }
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

  private static func line(_ fingerprint: RunFingerprint) -> String {
    object([("event", "\"fingerprint\"")] + fingerprint.entries.map { (key($0.name), text($0.value)) })
  }

  /// `trainingData` for `training data`.
  private static func key(_ name: String) -> String {
    let words = name.split(separator: " ")
    return words.prefix(1).joined() + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
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
