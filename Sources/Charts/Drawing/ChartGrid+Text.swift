import Foundation

extension ChartGrid {
  /// The charts drawn with characters.
  ///
  /// - Parameters:
  ///   - width: columns of characters, 20 to 1,000.
  ///   - height: lines, 8 to 1,000.
  ///   - hasColors: whether terminals are told to show the colours of the marks.
  /// - Throws: a ``ChartError``, as `save` does; no commands are kept.
  public func text(width: Int = 80, height: Int = 24, hasColors: Bool = false) throws(ChartError) -> String {
    try text(width: width, height: height, hasColors: hasColors, with: Gnuplot())
  }

  func text(width: Int, height: Int, hasColors: Bool, with gnuplot: Gnuplot?) throws(ChartError) -> String {
    guard (20...1_000).contains(width), (8...1_000).contains(height) else { throw .textSize(width: width, height: height) }
    let script = try script(in: .text(columns: width, lines: height, hasColors: hasColors))
    guard let gnuplot else { throw .gnuplotMissing(script: nil) }
    let lines = String(decoding: try gnuplot.output(of: script), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    // gnuplot begins a page with a form feed, and fills lines with spaces.
    let trimmed = lines.map { line in
      let text = line.filter { $0 != "\u{0C}" }
      return text.prefix(upTo: text.lastIndex { $0 != " " }.map { text.index(after: $0) } ?? text.startIndex)
    }
    let page = trimmed.drop { $0.isEmpty }
    return page.prefix(upTo: page.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? page.startIndex).joined(separator: "\n")
  }

  /// Writes the charts to standard output, drawn with characters; with colours if that is a terminal.
  public func print(width: Int = 80, height: Int = 24) throws(ChartError) {
    Swift.print(try text(width: width, height: height, hasColors: isatty(STDOUT_FILENO) != 0))
  }
}

extension Chart {
  /// The chart drawn with characters: `ChartGrid.text` of one chart.
  ///
  ///     Swift.print(try Chart(.line([3, 2, 1])).text(width: 60, height: 12))
  public func text(width: Int = 80, height: Int = 24, hasColors: Bool = false) throws(ChartError) -> String {
    try ChartGrid(self).text(width: width, height: height, hasColors: hasColors)
  }

  /// Writes the chart to standard output, drawn with characters.
  public func print(width: Int = 80, height: Int = 24) throws(ChartError) { try ChartGrid(self).print(width: width, height: height) }
}
