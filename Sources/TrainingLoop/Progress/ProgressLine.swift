/// One line that says how far a training or an evaluation is.
///
/// ```swift
/// var line = ProgressLine(epoch: 3, epochCount: 12, step: 312, stepCount: 468)
/// line.statistics = [("loss", 0.1121), ("accuracy", 0.9663)]
/// line.rate = (14_200, "images")
/// line.secondsLeft = 1
/// print(line.text(width: 120, color: .none))
/// // Epoch  3/12  ━━━━━━━━━━━━━━━━━━━━──────────  312/468  loss 0.1121  accuracy 0.9663  14.2k images/s  0:01 left
/// ```
package struct ProgressLine: Sendable {
  /// What is running; the word in front of the epoch.
  package var title = "Epoch"
  /// The epoch that is running, counted from 1, of `epochCount`; `nil` outside epochs, as in an evaluation.
  package var epoch: Int?
  package var epochCount: Int?
  /// The steps done.
  package var step: Int
  /// The steps of the epoch, where they are known beforehand.
  package var stepCount: Int?
  /// What is measured, in the order shown.
  package var statistics: [(name: String, value: Double)] = []
  /// How many of what pass a second.
  package var rate: (perSecond: Double, unit: String)?
  package var secondsLeft: Double?
  /// Where the time goes: parts of 1, in the order shown.
  package var shares: [(name: String, fraction: Double)] = []

  package init(epoch: Int? = nil, epochCount: Int? = nil, step: Int, stepCount: Int? = nil) {
    (self.epoch, self.epochCount) = (epoch, epochCount)
    (self.step, self.stepCount) = (step, stepCount)
  }

  /// The line, without a line break.
  ///
  /// - Parameters:
  ///   - width: the columns that it may take, of which it uses none in vain; `nil` where there is no end to a line. What
  ///     matters least gives way first: where the time goes, half of the bar, the rate, all of the bar, the last statistics.
  ///   - color: with `.none` the line has no control codes and can go into a file.
  package func text(width: Int?, color: TerminalColor) -> String {
    let all = pieces()
    guard let width else { return render(all, color: color) }
    var kept = all
    for sacrifice in Self.sacrifices(for: statistics.count) {
      if Self.columns(of: kept) <= width { break }
      switch sacrifice {
      case .shrinkBar: kept = kept.map { if case .bar(let cells) = $0 { .bar(cells: cells / 2) } else { $0 } }
      case .drop(let role): kept.removeAll { $0.role == role }
      }
    }
    // What is left has no bar and no colors to cut through.
    let line = render(kept, color: color)
    return Self.columns(of: kept) <= width ? line : String(line.prefix(max(width - 1, 0))) + (width > 0 ? "…" : "")
  }
}
