extension Mark {
  /// How gnuplot draws the mark.
  ///
  /// - Parameter color: the mark's own, or the palette's next.
  func elements(color: ChartColor, of chart: Chart, in area: PlotArea) -> [PlotElement] {
    let paint = style.paint(color)
    switch content {
    case .points(let points):
      let isColored = points.contains { $0.value != nil }
      let source = isColored ? "1:2:3" : "1:2"
      let look = "with points pointtype \(style.pointType) pointsize \(style.pointSize) " + (isColored ? "linecolor palette" : paint)
      return [PlotElement(data: points.map(\.row), options: "using \(source) \(look)", label: label)]
    case .line(let points):
      return [PlotElement(data: points.map(\.row), options: "using 1:2 with lines \(style.stroke) \(paint)", label: label)]
    case .lines(let lines):
      // A blank line ends each.
      let rows = lines.flatMap { $0.map(\.row) + [""] }
      return [PlotElement(data: rows, options: "using 1:2:3 with lines \(style.stroke) linecolor palette", label: label)]
    case .boxes(let boxes):
      let base = chart.y.isLogarithmic ? area.y.lowerBound : 0
      let rows = boxes.map { box in
        let numbers = [(box.left + box.right) / 2, box.height, box.left, box.right, min(base, box.height), max(base, box.height)]
        return numbers.map(GnuplotText.number).joined(separator: " ")
      }
      let fill = "fillstyle \(style.opacity < 1 ? "transparent " : "")solid \(style.opacity) border linecolor \(Ink.paper)"
      let look = "with boxxyerror \(fill) linewidth 1 linecolor rgb \"\(color.hexadecimal())\""
      return [PlotElement(data: rows, options: "using 1:2:3:4:5:6 \(look)", label: label)]
    case .cells(let cells): return cells.elements(valueRange: area.values, colorMap: chart.colorMap)
    case .colors(let colors): return [colors.element]
    }
  }
}

extension Mark.Point {
  fileprivate var row: String { ([x, y] + (value.map { [$0] } ?? [])).map(GnuplotText.number).joined(separator: " ") }
}

extension MarkStyle {
  fileprivate func paint(_ color: ChartColor) -> String { "linecolor rgb \"\(color.hexadecimal(opacity: opacity))\"" }

  fileprivate var stroke: String {
    switch dashes {
    case .none: "linewidth \(width)"
    case .dashed: "linewidth \(width) dashtype (10,5)"
    case .dotted: "linewidth \(width) dashtype (2,4)"
    }
  }
}
