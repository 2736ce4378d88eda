extension ChartGrid {
  /// All commands for gnuplot but the terminal, which says the format of the picture.
  func commands() throws(ChartError) -> String {
    guard columns > 0, !charts.isEmpty else { throw .columns(columns, charts: charts.count) }
    if charts.count == 1, title.isEmpty { return try charts[0].script().joined(separator: "\n") + "\n" }
    var commands = [
      "set multiplot layout \(layout.rows),\(layout.columns)"
        + (title.isEmpty ? "" : " title \(GnuplotText.quoted(title)) noenhanced font \",13\"")
    ]
    for chart in charts { commands += try chart.script() }
    return (commands + ["unset multiplot"]).joined(separator: "\n") + "\n"
  }
}
