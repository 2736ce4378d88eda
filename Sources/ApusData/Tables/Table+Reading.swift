extension Table {
  /// The numbers of a column, not-a-number for texts and where nothing is.
  ///
  /// - Throws: a ``DataError`` if there is no column of that name.
  public subscript(column: String) -> [Double] {
    get throws(DataError) { try cells(column).map(\.number) }
  }

  /// The texts of a column.
  public func texts(_ column: String) throws(DataError) -> [String] { try cells(column).map(\.text) }

  /// The cell in a row, counted from 0, of a column.
  ///
  /// - Throws: a ``DataError`` if there is no such row or column.
  public subscript(row: Int, column: String) -> TableCell {
    get throws(DataError) {
      let cells = try cells(column)
      guard cells.indices.contains(row) else { throw .noRow(row, count: rowCount) }
      return cells[row]
    }
  }

  /// The rows from the top, each as its cells under the columns' names.
  ///
  ///     for row in log.rows { print(row["loss"]?.number ?? .nan) }
  public var rows: [[String: TableCell]] {
    (0..<rowCount).map { row in Dictionary(uniqueKeysWithValues: zip(columnNames, columns.map { $0[row] })) }
  }

  private func cells(_ name: String) throws(DataError) -> [TableCell] {
    guard let index = columnNames.firstIndex(of: name) else { throw .noColumn(name, columns: columnNames) }
    return columns[index]
  }
}
