extension Chart {
  /// The gnuplot commands that draw the chart into the room they are given, data included.
  func script() throws(ChartError) -> [String] {
    for mark in marks { if let problem = mark.problem { throw problem } }
    let area = try PlotArea(self)
    let isPicture = !marks.isEmpty && marks.allSatisfy(\.isPicture)
    var elements: [PlotElement] = []
    var next = 0
    for mark in marks {
      elements += mark.elements(color: mark.style.color ?? .series(next), of: self, in: area)
      if mark.style.color == nil && !mark.isGrid && mark.values.isEmpty { next += 1 }
    }
    var commands = ["reset", "set encoding utf8", "set minussign"]
    if !title.isEmpty { commands.append("set title \(GnuplotText.quoted(title)) noenhanced font \",12\" textcolor \(Ink.text)") }
    commands += isPicture ? pictureFrame : frame(area)
    commands += ["set xrange \(GnuplotText.range(area.x))", "set yrange \(GnuplotText.range(area.y, isReversed: hasRows))"]
    return commands + colors(area) + [key(area, labels: elements.map(\.label))] + plot(elements)
  }

  /// The numbers, and the command that draws them.
  private func plot(_ elements: [PlotElement]) -> [String] {
    var commands: [String] = [], plots: [String] = []
    for (index, element) in elements.enumerated() {
      let title = element.label.isEmpty ? "notitle" : "title \(GnuplotText.quoted(element.label)) noenhanced"
      // An empty block would be an error; one of gaps keeps the legend.
      commands += ["$data\(index) << end_of_data"] + (element.data.isEmpty ? [Self.gap] : element.data) + ["end_of_data"]
      plots.append("$data\(index) \(element.options) \(title)")
    }
    // Without anything to draw, the axes.
    return commands + ["plot " + (plots.isEmpty ? ["NaN notitle"] : plots).joined(separator: ", \\\n  ")]
  }

  /// As many gaps as a mark can have numbers in a row.
  private static let gap = "NaN NaN NaN NaN NaN NaN NaN"

  /// Whether row 0 is on top.
  private var hasRows: Bool { marks.contains(where: \.isGrid) }

  /// No axes, and narrow margins, in characters.
  private var pictureFrame: [String] {
    let top = title.isEmpty ? 0.5 : 2.8
    return ["unset border", "unset tics", "set size ratio -1", "set lmargin 1", "set rmargin 1", "set bmargin 0.5", "set tmargin \(top)"]
  }

  private func colors(_ area: PlotArea) -> [String] {
    guard let values = area.values else { return ["unset colorbox"] }
    let commands = ["set palette defined (\(colorMap.definition))", "set cbrange \(GnuplotText.range(values))"]
    guard let label = colorBarLabel else { return commands + ["unset colorbox"] }
    return commands + [
      "set colorbox noborder", "set cbtics scale 0 textcolor \(Ink.ticks)",
      "set cblabel \(GnuplotText.quoted(label)) noenhanced offset 1.5,0 textcolor \(Ink.text)",
    ]
  }

  private func key(_ area: PlotArea, labels: [String]) -> String {
    guard labels.contains(where: { !$0.isEmpty }), legend != .hidden else { return "unset key" }
    let place = legend == .automatic ? LegendCorner(self, in: area).place : legend
    let words =
      switch place {
      case .topLeft: "left top"
      case .bottomLeft: "left bottom"
      case .bottomRight: "right bottom"
      case .outside: "outside right top"
      case .topRight, .automatic, .hidden: "right top"
      }
    return "set key \(words) Left reverse opaque box linecolor \(Ink.box) linewidth 0.8 width 1 samplen 2 spacing 1.2 height 0.4"
      + " textcolor \(Ink.text)"
  }
}
