/// A bar that fills from left to right, by half cells.
package struct ProgressBar: Hashable, Sendable {
  /// How much is done, from 0 to 1; anything else counts as the nearer of the two.
  package var fraction: Double
  /// The bar's width in cells of the terminal.
  package var cells: Int

  package init(fraction: Double, cells: Int) {
    (self.fraction, self.cells) = (fraction, cells)
  }

  /// The bar: `━━━━╸━━━` with its rest dimmed, or `━━━━╸───` where there are no colors to tell the parts apart.
  package func text(color: TerminalColor) -> String {
    let cells = max(cells, 0)
    let known = fraction > 0 ? min(fraction, 1) : 0  // also where it is no number
    // Rounded down, so that only what is complete looks complete.
    let halves = Int((known * Double(2 * cells)).rounded(.down))
    let full = String(repeating: "━", count: halves / 2) + (halves % 2 == 1 ? "╸" : "")
    let rest = String(repeating: color == .none ? "─" : "━", count: cells - (halves + 1) / 2)
    return color.paint(full, .green) + color.paint(rest, .dim)
  }
}
