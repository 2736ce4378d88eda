/// Writes the statistics of every training batch to a file of comma-separated values, as Swift for TensorFlow does.
///
///     callbacks: [try CSVLogger(path: "run/log.csv").log]
///
///     epoch, batch, loss, accuracy
///     1/12, 1/468, 2.3051, 0.1016
///
/// Loss and metrics are those of the epoch so far, this batch included. Cells that need it are quoted as RFC 4180 has it. Rows are
/// written when their numbers are there, at the latest when the training of the epoch ends, and always whole. A run that starts
/// begins the file anew; one that is continued first cuts it back to where it goes on.
public struct CSVLogger: Sendable {
  private let file: HistoryLog

  /// - Throws: `LogFileError` if the folder of the file cannot be made.
  public init(path: String = "run/log.csv") throws { file = try HistoryLog(path: path, kind: "CSVLogger") }

  /// The callback.
  ///
  /// - Throws: `LogFileError`, `AtomicFileError`.
  public func log<L: TrainingLoopProtocol>(_ loop: inout L, event: TrainingLoopEvent) throws {
    let (epochCount, batchCount) = (loop.epochCount, loop.epochCount > 0 ? loop.stepCount / loop.epochCount : 0)
    try file.write(&loop, event, head: Self.line(["epoch", "batch"] + loop.metricNames)) { steps, _ in
      steps.map { step in
        let place = ["\(step.epoch + 1)/\(epochCount)", "\(step.batch + 1)/\(batchCount)"]
        return Self.line(place + step.statistics.values.map { "\($0.value)" })
      }.joined()
    }
  }

  private static func line(_ cells: [String]) -> String {
    // The space of the format belongs to the cell, so a quoted cell has it inside.
    let spaced = cells.enumerated().map { $0.offset == 0 ? $0.element : " " + $0.element }
    return spaced.map(quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ cell: String) -> String {
    cell.contains { $0 == "," || $0 == "\"" || $0.isNewline } ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
  }
}
