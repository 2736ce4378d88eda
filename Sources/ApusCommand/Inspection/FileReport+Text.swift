import Checkpoints
import TrainingLoop

extension FileReport {
  /// The report for a reader: aligned columns, numbers to the right; no width depends on the terminal, so that what is piped is stable.
  func text(color: TerminalColor) -> String {
    let width = facts.map(\.name.count).max() ?? 0
    let head = [color.paint(ErrorText.printable(path), .bold) + "  ·  " + format]
    let lines = facts.map { fact in
      color.paint(fact.name, .bold) + String(repeating: " ", count: width - fact.name.count + 2) + Self.text(fact.value, longest: .max)
    }
    return (head + lines + tables.flatMap { [""] + Self.lines(of: $0, color) }).joined(separator: "\n")
  }

  private static func lines(of table: Table, _ color: TerminalColor) -> [String] {
    let rows = table.rows.map { row in row.map { text($0) } }
    let widths = table.columns.indices.map { column in
      ([table.columns[column]] + rows.map { $0[column] }).map(\.count).max() ?? 0
    }
    let isRight = table.columns.indices.map { column in
      table.rows.contains { if case .number = $0[column] { true } else if case .bytes = $0[column] { true } else { false } }
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - cells[column].count)
        return isRight[column] ? space + cells[column] : cells[column] + space
      }
      return String(padded.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }
    return [color.paint(line(table.columns), .bold)] + rows.map(line)
  }

  private static func text(_ cell: Cell, longest: Int = 72) -> String {
    switch cell {
    case .text(let text) where text.count > longest:
      ErrorText.printable(String(text.prefix(longest))) + "… (\(text.count.withThousands) characters)"
    case .text(let text): ErrorText.printable(text)
    case .list(let texts): texts.isEmpty ? "·" : ErrorText.printable(texts.joined(separator: ", "))
    case .number(let number): number.withThousands
    case .bytes(let count): NumberText.byteCount(count)
    case .shape(let shape): "[\(shape.map(String.init).joined(separator: ", "))]"
    case .value(let value): NumberText.statistic(Double(value))
    case .none: "·"
    }
  }
}
