import Foundation

extension Chart {
  /// Axes, ticks and grid.
  func frame(_ area: PlotArea) -> [String] {
    var commands = [
      "set border 3 linecolor \(Ink.border) linewidth 0.8",
      "set tics nomirror out scale 0.4 textcolor \(Ink.ticks)",
    ]
    if hasGrid, !marks.contains(where: \.isGrid) {
      commands.append("set grid xtics ytics back linecolor \(Ink.grid) linewidth 0.8 linetype 1")
    }
    if marks.contains(where: \.isGrid) { commands += ["set size ratio -1", "set tics scale 0"] }
    let barCategories = marks.lazy.map(\.categories).first { !$0.isEmpty } ?? []
    commands += ticks(x, "x", counts: area.countsX, categories: x.categories.isEmpty ? barCategories : x.categories)
    commands += ticks(y, "y", counts: area.countsY, categories: y.categories)
    return commands
  }

  private func ticks(_ axis: Axis, _ name: String, counts: Bool, categories: [String]) -> [String] {
    var commands: [String] = []
    if !axis.label.isEmpty {
      commands.append("set \(name)label \(GnuplotText.quoted(axis.label)) noenhanced textcolor \(Ink.text)")
    }
    // Without gnuplot's room for a sign, which moves labels off their ticks.
    commands.append("set format \(name) \"%h\"")
    if axis.isLogarithmic {
      commands += ["set logscale \(name) 10", "set format \(name) \"10^{%L}\""]
    } else if !categories.isEmpty {
      // The names of ticks are formats of numbers.
      let names = categories.enumerated().map { "\(GnuplotText.quoted($1.replacingOccurrences(of: "%", with: "%%"))) \($0)" }
      commands.append("set \(name)tics (\(names.joined(separator: ", "))) noenhanced")
    } else if counts {
      commands.append("set \(name)tics 1")
    }
    return commands
  }
}
