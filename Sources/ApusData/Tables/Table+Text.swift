extension Table: CustomStringConvertible {
  /// The table as pandas prints it: columns side by side, aligned to the right, with the numbers of the rows in front. Of more than 60
  /// rows the first and the last five.
  public var description: String {
    guard rowCount > 0, !columns.isEmpty else { return "Empty table, columns: [\(columnNames.joined(separator: ", "))]" }
    let isCut = rowCount > 60
    let shown = isCut ? Array(0..<5) + Array(rowCount - 5..<rowCount) : Array(0..<rowCount)
    let index = Self.aligned([""] + shown.map(String.init), isLeft: true)
    let texts = zip(columnNames, columns).map { name, cells in
      let column = TableColumnText(cells: shown.map { cells[$0] })
      return Self.aligned([(column.isText ? "" : " ") + name] + column.cells, isLeft: false)
    }
    var lines = index.indices.map { row in ([index] + texts).map { $0[row] }.joined(separator: " ") }
    if isCut {
      let widths = ([index] + texts).map { $0[0].count }
      let dots = widths.enumerated().map { place, width in
        Self.aligned([String(repeating: " ", count: width), width > 3 ? "..." : ".."], isLeft: place == 0)[1]
      }
      lines.insert(dots.joined(separator: " "), at: 6)
      lines += ["", "[\(rowCount) rows x \(columns.count) columns]"]
    }
    return lines.joined(separator: "\n")
  }

  private static func aligned(_ texts: [String], isLeft: Bool) -> [String] {
    let width = texts.map(\.count).max() ?? 0
    return texts.map { text in
      let padding = String(repeating: " ", count: width - text.count)
      return isLeft ? text + padding : padding + text
    }
  }
}
