import Foundation

extension Table {
  /// Reads a table in CSV: the columns' names in the first line, numbers, and texts, which may be in quotation marks. An empty field
  /// is missing; line breaks are those of any system, and blank lines are none.
  ///
  /// - Throws: a ``DataError`` if the file cannot be read, for rows of another length than the first line, and for quotation marks
  ///   that do not close.
  public init(contentsOfCSV path: String) throws(DataError) {
    let text: String
    do {
      text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
    } catch {
      throw .unreadable(path: path, reason: error.localizedDescription)
    }
    try self.init(csv: text)
  }

  /// Reads a table from a text in CSV.
  public init(csv text: String) throws(DataError) {
    let rows = try CSVFields(text).rows
    try self.init(columnNames: (rows.first ?? []).map(\.text))
    for (index, row) in rows.enumerated().dropFirst() {
      guard row.count == columnNames.count else {
        throw .rowLength(function: "a table in CSV", row: index - 1, expected: columnNames.count, found: row.count)
      }
      append(cells: row.map(Self.cell))
    }
  }

  /// The table in CSV; reading it gives the same table.
  public var csv: String {
    guard !columnNames.isEmpty else { return "" }
    let names = columnNames.map { Self.quoted($0, ifNeeded: false) }
    // A single column's empty field would be a blank line.
    let missing = columnNames.count == 1 ? "NaN" : ""
    let rows = (0..<rowCount).map { row in
      columns.map { column in
        switch column[row] {
        case .missing: missing
        case .text(let text): Self.quoted(text, ifNeeded: true)
        case .integer, .number: column[row].text
        }
      }
    }
    return ([names] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  /// Writes the table in CSV into a file, which is replaced as a whole.
  public func write(csv path: String) throws(DataError) {
    do {
      try Data(csv.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .cannotWrite(path: path, reason: error.localizedDescription)
    }
  }

  private static func cell(_ field: CSVFields.Field) -> TableCell {
    if field.isQuoted { return .text(field.text) }
    if field.text.isEmpty { return .missing }
    if let integer = Int(field.text) { return .integer(integer) }
    return Double(field.text)?.cell ?? .text(field.text)
  }

  /// - Parameter isCell: whether a text that reads as a number, or as nothing, has to be told from one.
  private static func quoted(_ text: String, ifNeeded isCell: Bool) -> String {
    let isPlain = !text.unicodeScalars.contains { ",\"\r\n\u{FEFF}".unicodeScalars.contains($0) } && !text.isEmpty
    if isPlain && (!isCell || Double(text) == nil && Int(text) == nil) { return text }
    return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}
