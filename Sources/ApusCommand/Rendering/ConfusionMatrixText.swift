import TrainingLoop

/// A confusion matrix as a table: a row for each true class, a column for each predicted one.
///
/// ```swift
/// print(ConfusionMatrixText(counts: [[48, 2], [0, 50]], labels: ["cat", "dog"]).text(color: .none))
/// //       predicted
/// // true  cat  dog  recall
/// //  cat   48    2   96.0%
/// //  dog    ·   50  100.0%
/// // 98 of 100 right, accuracy 98.0%
/// ```
struct ConfusionMatrixText {
  /// `counts[true][predicted]`: how many examples; what is missing counts as 0.
  let counts: [[Int]]
  /// The names of the classes; a class without one goes by its number.
  let labels: [String]

  init(counts: [[Int]], labels: [String] = []) {
    let classCount = ([counts.count, labels.count] + counts.map(\.count)).max() ?? 0
    self.labels = (0..<classCount).map { $0 < labels.count ? labels[$0] : "\($0)" }
    self.counts = (0..<classCount).map { row in
      (0..<classCount).map { row < counts.count && $0 < counts[row].count ? counts[row][$0] : 0 }
    }
  }

  /// The table, without a line break at the end. Colors highlight the diagonal and the mistakes.
  func text(color: TerminalColor) -> String {
    let head = Self.padded("", first) + "  predicted"
    let names =
      Self.padded("true", first) + labels.map { "  " + Self.padded($0, cell) }.joined() + "  " + Self.padded("recall", Self.recallWidth)
    return ([head, color.paint(names, .bold)] + labels.indices.map { row($0, color: color) } + [summary])
      .joined(separator: "\n")
  }

  private func row(_ index: Int, color: TerminalColor) -> String {
    let cells = counts[index].indices.map { column in
      let (count, isDiagonal) = (counts[index][column], column == index)
      let ink: TerminalColor.Ink = isDiagonal ? .boldGreen : count == 0 ? .dim : .red
      return "  " + color.paint(Self.padded(Self.text(count, isDiagonal: isDiagonal), cell), ink)
    }
    let total = counts[index].reduce(0, +)
    let recall = NumberText.percent(Double(counts[index][index]) / Double(total), decimals: 2)
    return Self.padded(labels[index], first) + cells.joined() + "  " + Self.padded(recall, Self.recallWidth)
  }

  private var summary: String {
    let total = counts.joined().reduce(0, +)
    let right = labels.indices.reduce(0) { $0 + counts[$1][$1] }
    let accuracy = NumberText.percent(Double(right) / Double(total), decimals: 2)
    return "\(right.withThousands) of \(total.withThousands) right, accuracy \(accuracy)"
  }

  private static let recallWidth = "100.00%".count

  /// The width of the first column.
  private var first: Int { (labels.map(\.count) + ["true".count]).max() ?? 0 }

  /// The width of the other columns, one for all, so that the diagonal is a straight line.
  private var cell: Int {
    (labels.map(\.count) + counts.joined().map { $0.withThousands.count }).max() ?? 0
  }

  /// An empty cell off the diagonal is a dot: the mistakes stand out.
  private static func text(_ count: Int, isDiagonal: Bool) -> String {
    count == 0 && !isDiagonal ? "·" : count.withThousands
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(width - text.count, 0)) + text
  }
}
