import Testing

@testable import ApusData

struct TableTests {
  @Test(arguments: 0..<10) func tablesArePrintedAsByPandas(row: Int) throws {
    let tables = try NumPyFixture.numPy.get().tables
    #expect(tables.count == 10)
    let expected = tables[row]
    var table = try Table(columnNames: expected.names)
    for index in 0..<(expected.columns.first?.count ?? 0) {
      let cells = zip(expected.columns, expected.integers).map { cells, areIntegers -> TableCell in
        areIntegers ? .integer(Int(cells[index].cell.number)) : cells[index].cell
      }
      table.append(cells: cells)
    }
    #expect(table.description == expected.text, "\(expected.name)")
  }

  @Test func rowsMayBringColumnsAndLackThem() throws {
    var log = Table()
    log.append(["epoch": 0, "loss": Float(0.5)])
    log.append(["epoch": 1, "note": "second", "loss": Double.nan])
    log.append(["epoch": 2, "epoch": 3])
    #expect(log.columnNames == ["epoch", "loss", "note"])
    #expect(log.rowCount == 3)
    #expect(try log["epoch"] == [0, 1, 3])
    #expect(try log["loss"].map { $0.isNaN ? -1 : $0 } == [0.5, -1, -1])
    #expect(try log.texts("note") == ["", "second", ""])
    #expect(try log[1, "note"] == .text("second"))
    #expect(log.rows[0] == ["epoch": .integer(0), "loss": .number(0.5), "note": .missing])
  }

  @Test func anEmptyTableSaysSo() throws {
    #expect("\(Table())" == "Empty table, columns: []")
    #expect("\(try Table(columnNames: ["a", "b"]))" == "Empty table, columns: [a, b]")
    #expect(Table().rows.isEmpty && Table().csv.isEmpty)
  }

  @Test func whatIsNotThereThrows() throws {
    var log = Table()
    log.append(["loss": 1])
    #expect(throws: DataError.noColumn("lss", columns: ["loss"])) { try log["lss"] }
    #expect(throws: DataError.noColumn("a", columns: [])) { try Table().texts("a") }
    for row in [-1, 1] { #expect(throws: DataError.noRow(row, count: 1)) { try log[row, "loss"] } }
    #expect(throws: DataError.duplicateColumn("a")) { try Table(columnNames: ["a", "b", "a"]) }
  }
}
