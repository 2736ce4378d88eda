/// The table at the end of a run: of each quantity the least, the greatest and the last value with their epochs.
///
///                      least        greatest     last
///     loss             0.0312 (12)  0.4819 (1)   0.0312 (12)
///     validation loss  0.0401 (9)   0.1530 (1)   0.0433 (12)
///     time 0:41  data 2% host 4% device 94%
struct RunTable {
  /// Empty for a run of one epoch, of which the epoch's line says everything.
  let lines: [String]

  init(_ epochs: [History.Epoch], _ times: TrainingTimes) {
    guard epochs.count > 1, let last = epochs.last else {
      lines = []
      return
    }
    let training = last.training.values.map { ($0.name, $0.name) }
    let validation = last.validation?.values.map { ("validation \($0.name)", History.Epoch.validationName($0.name)) } ?? []
    let rows = (training + validation).map { [$0.0] + Self.cells(epochs.map { ($0.index + 1, $0) }, name: $0.1) }
    let shares = times.shares.map { "\($0.name) \(NumberText.percent($0.fraction, decimals: 0))" }.joined(separator: " ")
    let time = "time \(DurationText.clock(times.total))" + (shares.isEmpty ? "" : "  " + shares)
    lines = Self.aligned([["", "least", "greatest", "last"]] + rows) + [time]
  }

  private static func cells(_ epochs: [(number: Int, epoch: History.Epoch)], name: String) -> [String] {
    let values = epochs.compactMap { epoch in epoch.epoch[name].map { (number: epoch.number, value: $0) } }
    let numbers = values.filter { !$0.value.isNaN }
    let found = [numbers.min { $0.value < $1.value }, numbers.max { $0.value < $1.value }, values.last]
    return found.map { $0.map { "\(NumberText.statistic(Double($0.value))) (\($0.number))" } ?? "–" }
  }

  private static func aligned(_ rows: [[String]]) -> [String] {
    let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.indices.map { $0 == 3 ? row[$0] : row[$0] + String(repeating: " ", count: widths[$0] - row[$0].count) }
      return cells.joined(separator: "  ")
    }
  }
}
