/// Rows of numbers and texts under named columns: the log of a training run, the content of a CSV file.
///
///     var log = Table()
///     log.append(["epoch": 0, "loss": 1.0])
///     log.append(["epoch": 1, "loss": 0.71])
///     print(log)
///     //    epoch  loss
///     // 0      0  1.00
///     // 1      1  0.71
///     print(try log["loss"])   // [1.0, 0.71]
public struct Table: Equatable, Sendable {
  /// In the order in which they came first.
  public private(set) var columnNames: [String] = []
  public private(set) var rowCount = 0
  /// As many as there are names, each with a cell for every row.
  private(set) var columns: [[TableCell]] = []

  /// A table without columns and rows.
  public init() {}

  /// A table with columns and without rows.
  public init(columnNames: [String]) throws(DataError) {
    for name in columnNames { try addColumn(name) }
  }

  /// Adds a row below the others.
  ///
  /// A name that is new makes a column, empty in the rows above; a column that is not named stays empty in this row. Of several values
  /// under one name the last one stays.
  public mutating func append(_ row: KeyValuePairs<String, any TableValue>) {
    for index in columns.indices { columns[index].append(.missing) }
    for (name, value) in row {
      if let index = columnNames.firstIndex(of: name) {
        columns[index][rowCount] = value.cell
      } else {
        columnNames.append(name)
        columns.append(Array(repeating: .missing, count: rowCount) + [value.cell])
      }
    }
    rowCount += 1
  }

  /// Adds a row with one cell for each column.
  mutating func append(cells: [TableCell]) {
    for (index, cell) in zip(columns.indices, cells) { columns[index].append(cell) }
    rowCount += 1
  }

  mutating func addColumn(_ name: String) throws(DataError) {
    if columnNames.contains(name) { throw .duplicateColumn(name) }
    columnNames.append(name)
    columns.append(Array(repeating: .missing, count: rowCount))
  }
}
