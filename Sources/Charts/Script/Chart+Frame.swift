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
    commands += label(x, "x") + label(y, "y")
    commands += ticks(x, "x", area.x, areCounts: area.countsX, names: x.categories.isEmpty ? barCategories : x.categories)
    commands += ticks(y, "y", area.y, areCounts: area.countsY, names: y.categories)
    return commands
  }

  private func label(_ axis: Axis, _ name: String) -> [String] {
    axis.label.isEmpty ? [] : ["set \(name)label \(GnuplotText.quoted(axis.label)) noenhanced textcolor \(Ink.text)"]
  }

  private func ticks(_ axis: Axis, _ name: String, _ range: ClosedRange<Double>, areCounts: Bool, names: [String]) -> [String] {
    let format = "set format \(name) \"\(AxisTicks.format(range))\""
    if axis.isLogarithmic {
      let scale = "set logscale \(name) 10"
      guard let places = AxisTicks.places(logarithmic: range) else { return [scale, "set format \(name) \"10^{%L}\""] }
      return [scale, format, "set \(name)tics (\(places.map(GnuplotText.number).joined(separator: ", ")))"]
    }
    if !names.isEmpty {
      // The names of ticks are formats of numbers.
      let ticks = names.enumerated().map { "\(GnuplotText.quoted($1.replacingOccurrences(of: "%", with: "%%"))) \($0)" }
      return ["set \(name)tics (\(ticks.joined(separator: ", "))) noenhanced"]
    }
    return [format] + (areCounts ? ["set \(name)tics 1"] : [])
  }
}
